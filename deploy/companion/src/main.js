/** A debate of Tribina as a connection of Bitfocus Companion. */

import { InstanceBase, InstanceStatus } from "@companion-module/base"
import { fields, placeOf } from "./config.js"
import { Connection } from "./connection.js"
import * as feedbacks from "./feedbacks.js"
import { presets } from "./presets.js"
import * as variables from "./variables.js"
import { definitions as actions } from "./verbs.js"

/** @typedef {import("./config.js").Config} Config */
/** @typedef {import("./config.js").Secrets} Secrets */

/** Keys for guests who are not known yet. @type {import("./connection.js").Guest[]} */
const SOMEBODY = ["1", "2", "3", "4"].map((number) => ({ number, id: "", name: `Guest ${number}` }))

/** Changes to saved buttons, from one version of this module to the next. @type {import("@companion-module/base").CompanionStaticUpgradeScript<any>[]} */
export const UpgradeScripts = []

export default class Tribina extends InstanceBase {
  /** @type {import("./feedbacks.js").Known} */
  #known = { standing: undefined, guests: SOMEBODY }
  /** @type {Connection | undefined} */
  #connection

  /**
   * @param {Config} config
   * @param {boolean} _isFirst
   * @param {Secrets} secrets
   */
  async init(config, _isFirst, secrets) {
    this.#begin(config, secrets)
  }

  /**
   * @param {Config} config
   * @param {Secrets} secrets
   */
  async configUpdated(config, secrets) {
    this.#connection?.close()
    this.#known = { standing: undefined, guests: SOMEBODY }
    this.#begin(config, secrets)
  }

  async destroy() {
    this.#connection?.close()
  }

  getConfigFields() {
    return fields()
  }

  /**
   * @param {Config} config
   * @param {Secrets} secrets
   */
  #begin(config, secrets) {
    this.#define()
    this.setVariableValues({ refused: "" })
    const place = placeOf(config, secrets)
    this.#connection = undefined
    if (typeof place === "string") {
      this.updateStatus(InstanceStatus.BadConfig, place)
      return
    }
    this.#connection = new Connection(place, {
      status: (status, words) => this.updateStatus(status, words),
      standing: (standing) => this.#stand(standing),
      guests: (guests) => this.#meet(guests),
    })
    this.#connection.open()
  }

  /** What depends on who the guests are, or on the name that the user gave the connection. */
  #define() {
    const { guests } = this.#known
    const { structure, presets: keys } = presets(this.label, guests)
    this.setVariableDefinitions(variables.definitions(this.#known))
    this.setActionDefinitions(actions(guests, (path) => this.#press(path)))
    this.setFeedbackDefinitions(feedbacks.definitions(this.#known))
    this.setPresetDefinitions(structure, keys)
    this.setVariableValues(variables.values(this.#known))
  }

  /** @param {import("./connection.js").Guest[]} guests */
  #meet(guests) {
    if (JSON.stringify(guests) === JSON.stringify(this.#known.guests)) return
    this.#known.guests = guests
    this.#define()
    this.checkAllFeedbacks()
  }

  /** @param {Record<string, any> | undefined} standing */
  #stand(standing) {
    this.#known.standing = standing
    this.setVariableValues(variables.values(this.#known))
    this.checkAllFeedbacks()
  }

  /** @param {string} path */
  async #press(path) {
    const refused = this.#connection ? await this.#connection.press(path) : "no connection"
    this.setVariableValues({ refused })
    if (refused) this.log("warn", `${path} was refused: ${refused}`)
  }
}
