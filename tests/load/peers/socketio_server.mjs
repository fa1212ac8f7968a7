/**
 * Socket.IO with its default options, as its documentation has one broadcast:
 *
 *     node socketio_server.mjs PORT MESSAGES [recorded|live]
 */

import { createServer } from "node:http"

import { Server } from "socket.io"

import { Debate, TICK_MS } from "./debate.mjs"

const BACKLOG = 4096 // connections waiting to be accepted, for all peers alike

const [port, messages, mode] = process.argv.slice(2)
const debate = new Debate(messages, mode)
const httpServer = createServer()
const io = new Server(httpServer)

io.on("connection", socket => {
  socket.emit("state", debate.state)
  socket.on("vote", (command, acknowledge) => acknowledge(debate.vote(command)))
})

setInterval(() => {
  const update = debate.update()
  if (update) io.emit("patch", update)
}, TICK_MS)

httpServer.listen({ host: "127.0.0.1", port: Number(port), backlog: BACKLOG })
