// What Companion runs a module in: a process of its own, which loads it, hands it what it talks to, and passes
// on between it and Companion. The messages are those of Companion 4.3 to 5.1, as far as a module without
// learning, recording or HTTP of its own has any: calls, with an id if they are answered, and responses.

import { readFile } from "node:fs/promises"

const { MODULE_ENTRYPOINT, MODULE_MANIFEST, VERIFICATION_TOKEN } = process.env
const manifest = JSON.parse(await readFile(MODULE_MANIFEST, "utf8"))
if (manifest.type !== "connection" || !manifest.runtime.apiVersion) throw new Error("no connection's manifest")

const call = (name, payload, callbackId) => process.send({ direction: "call", name, payload, callbackId })
globalThis.COMPANION_LOGGER = (source, level, message) => call("log-message", { time: Date.now(), source, level, message })

let module_
const defined = { actions: {}, feedbacks: {}, variables: {}, values: {} }
const watched = new Map()

/** What a class of `@companion-module/base` talks to. */
const context = {
  _isInstanceContext: true,
  id: "one",
  label: "",
  upgradeScripts: [],
  saveConfig: (config, secrets) => call("saveConfig", { config, secrets }),
  updateStatus: (status, message) => call("set-status", { status, message }),
  setActionDefinitions: (actions) => {
    defined.actions = actions
    call("setActionDefinitions", { actions: shown(actions) })
  },
  setFeedbackDefinitions: (feedbacks) => {
    defined.feedbacks = feedbacks
    call("setFeedbackDefinitions", { feedbacks: shown(feedbacks) })
  },
  setPresetDefinitions: (structure, presets) => call("setPresetDefinitions", { structure, presets }),
  setVariableDefinitions: (variables) => {
    defined.variables = variables
    call("setVariableDefinitions", { variables })
  },
  setVariableValues: (values) => {
    for (const id of Object.keys(values)) if (!(id in defined.variables)) throw new Error(`no variable ${id}`)
    Object.assign(defined.values, values)
    call("setVariableValues", { newValues: Object.entries(values).map(([id, value]) => ({ id, value })) })
  },
  getVariableValue: (id) => defined.values[id],
  checkAllFeedbacks: () => void look([...watched.keys()]),
  checkFeedbacks: (kinds) => void look([...watched].filter(([, { feedbackId }]) => kinds.includes(feedbackId)).map(([id]) => id)),
  checkFeedbacksById: (ids) => void look(ids),
}

/** Without what cannot be sent. */
const shown = (definitions) => JSON.parse(JSON.stringify(definitions))

const chosen = (definitions, id) => {
  const definition = definitions[id]
  if (!definition) throw new Error(`not defined: ${id}`)
  return definition
}

async function look(ids) {
  const values = []
  for (const id of ids) {
    const feedback = { type: "boolean", previousOptions: null, ...watched.get(id) }
    const value = await chosen(defined.feedbacks, feedback.feedbackId).callback(feedback, {})
    values.push({ id, controlId: feedback.controlId, feedbackType: "boolean", value })
  }
  call("updateFeedbackValues", { values })
}

const handlers = {
  init: async ({ label, isFirstInit, config, secrets }) => {
    context.label = label
    await module_.init(config, isFirstInit, secrets)
    return { hasHttpHandler: false, hasRecordActionsHandler: false, newUpgradeIndex: -1, disableNewConfigLayout: false }
  },
  destroy: () => module_.destroy(),
  updateConfig: ({ label, config, secrets }) => {
    context.label = label
    return module_.configUpdated(config, secrets)
  },
  updateFeedbacks: ({ feedbacks }) => {
    for (const [id, feedback] of Object.entries(feedbacks)) feedback ? watched.set(id, feedback) : watched.delete(id)
    return look(Object.keys(feedbacks).filter((id) => watched.has(id)))
  },
  executeAction: async ({ action, surfaceId }) => {
    await chosen(defined.actions, action.actionId).callback({ ...action, surfaceId }, {})
    return { success: true }
  },
  getConfigFields: () => ({ fields: module_.getConfigFields() }),
}

process.on("message", async ({ direction, name, payload, callbackId }) => {
  if (direction === "response") return
  const answer = (success, payload) => process.send({ direction: "response", callbackId, success, payload })
  try {
    answer(true, await handlers[name](payload))
  } catch (error) {
    answer(false, { message: error.message, stack: error.stack })
  }
})
process.on("disconnect", () => process.exit())

const loaded = await import(MODULE_ENTRYPOINT)
if (!Array.isArray(loaded.UpgradeScripts ?? [])) throw new Error("UpgradeScripts is no array")
module_ = new loaded.default(context)
call("register", { verificationToken: VERIFICATION_TOKEN }, 1)
