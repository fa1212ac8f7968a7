/**
 * What is drawn only once it has stood for a moment: of fifty new cards a second most are pushed
 * out of sight before anybody could have pressed what stands on them.
 */

import { Component } from "../../common/html.js"

const RESTED = 300 // ms

/** `atOnce`: without waiting. @extends {Component<{ draw: () => any, atOnce: boolean }>} */
export class Rested extends Component {
  #timer = 0
  state = { rested: false }

  componentDidMount() {
    this.#timer = window.setTimeout(() => this.setState({ rested: true }), RESTED)
  }

  componentWillUnmount() {
    window.clearTimeout(this.#timer)
  }

  render() {
    const { draw, atOnce } = this.props
    return atOnce || this.state.rested ? draw() : null
  }
}
