// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0
"use strict";

// Talks with a served flow: a chat where /swagger.json says it is one, else a form of its inputs.
// Everything is put into the page as text, never as HTML.

const words = {
  en: {
    send: "Send", run: "Run", stop: "Stop", fresh: "New chat", you: "You", flow: "Flow", key: "Key",
    good: "Good answer", bad: "Bad answer", more: "More outputs", image: "Image",
    unreachable: "The server can't be reached.", keyWanted: "The server wants a key.",
  },
  ko: {
    send: "보내기", run: "실행", stop: "중지", fresh: "새 대화", you: "나", flow: "흐름", key: "키",
    good: "좋은 답변", bad: "나쁜 답변", more: "다른 출력", image: "이미지",
    unreachable: "서버에 연결할 수 없습니다.", keyWanted: "서버에 키가 필요합니다.",
  },
};
const language = (navigator.language || "en").toLowerCase().startsWith("ko") ? "ko" : "en";
const say = words[language];
const $ = (id) => document.getElementById(id);

const state = { inputs: {}, chat: null, history: [], key: "", running: null };

function element(tag, options = {}, ...children) {
  const made = Object.assign(document.createElement(tag), options);
  made.append(...children);
  return made;
}

function headers() {
  const all = { "Content-Type": "application/json", Accept: "text/event-stream, application/json" };
  if (state.key) all.Authorization = "Bearer " + state.key;
  return all;
}

function scrollDown() {
  $("log").scrollTop = $("log").scrollHeight;
}

function tellProblem(text) {
  $("problem").textContent = text;
  $("problem").hidden = !text;
}

function fieldFor(name, schema) {
  const id = "input-" + name;
  const isText = schema.type === "string";
  const field =
    schema.type === "boolean"
      ? element("input", { type: "checkbox", id, checked: Boolean(schema.default) })
      : schema.type === "integer" || schema.type === "number"
        ? element("input", { type: "number", id, step: schema.type === "integer" ? "1" : "any" })
        : element("textarea", { id, rows: isText ? 2 : 4 });
  if (schema.default !== undefined && schema.type !== "boolean")
    field.value = isText ? String(schema.default) : JSON.stringify(schema.default);
  field.dataset.type = schema.type;
  field.dataset.name = name;
  const label = element("label", { htmlFor: id }, schema.description ? `${name}: ${schema.description}` : name);
  return [label, field];
}

function valueOf(field) {
  if (field.dataset.type === "boolean") return field.checked;
  const text = field.value;
  if (field.dataset.type === "string") return text;
  if (text.trim() === "") return undefined;
  if (field.dataset.type === "integer" || field.dataset.type === "number") return Number(text);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function images(value) {
  const found = [];
  const look = (part) => {
    if (Array.isArray(part)) part.forEach(look);
    else if (part && typeof part === "object") {
      for (const [key, data] of Object.entries(part)) {
        const type = /^data:(image\/[\w.+-]+);base64$/.exec(key);
        if (type && typeof data === "string") found.push(`data:${type[1]};base64,${data}`);
        else look(data);
      }
    }
  };
  look(value);
  return found;
}

function show(bubble, outputs) {
  const main = state.chat ? outputs[state.chat.output] : outputs;
  const text = bubble.querySelector(".text");
  if (typeof main === "string") text.textContent = main;
  else if (main !== undefined) text.replaceChildren(element("pre", {}, JSON.stringify(main, null, 2)));
  bubble.querySelectorAll("img").forEach((img) => img.remove());
  for (const src of images(outputs)) bubble.append(element("img", { src, alt: say.image }));
}

function showRest(bubble, outputs) {
  if (!state.chat) return;
  const rest = Object.fromEntries(Object.entries(outputs).filter(([name]) => name !== state.chat.output));
  if (Object.keys(rest).length === 0) return;
  bubble.append(
    element("details", {}, element("summary", {}, say.more), element("pre", {}, JSON.stringify(rest, null, 2))));
}

function showRating(bubble, exchange) {
  const rate = element("div", { className: "rate" });
  for (const [sign, label, value] of [["+", say.good, 1], ["−", say.bad, -1]]) {
    const button = element("button", { type: "button", title: label }, sign);
    button.setAttribute("aria-label", label);
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", async () => {
      for (const other of rate.children) other.setAttribute("aria-pressed", String(other === button));
      await fetch("feedback", { method: "POST", headers: headers(), body: JSON.stringify({ rating: value, ...exchange }) });
    });
    rate.append(button);
  }
  bubble.append(rate);
}

function addBubble(isMine, text) {
  const bubble = element(
    "article", { className: isMine ? "said mine" : "said" },
    element("span", { className: "who" }, (isMine ? say.you : say.flow) + ": "),
    element("div", { className: "text" }, text));
  $("log").append(bubble);
  scrollDown();
  return bubble;
}

async function readEvents(response, onData) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    for (let end = buffer.indexOf("\n\n"); end >= 0; end = buffer.indexOf("\n\n")) {
      const event = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      if (event.startsWith("data: ")) onData(JSON.parse(event.slice(6)));
    }
  }
}

function addPiece(outputs, event, known) {
  for (const [name, value] of Object.entries(event)) {
    if (known.has(name) && typeof value === "string") outputs[name] += value;
    else {
      known.add(name);
      outputs[name] = value;
    }
  }
}

async function ask(inputs, bubble) {
  state.running = new AbortController();
  const response = await fetch("score", {
    method: "POST", headers: headers(), body: JSON.stringify(inputs), signal: state.running.signal,
  });
  if ((response.headers.get("Content-Type") || "").startsWith("text/event-stream")) {
    const outputs = {};
    const known = new Set();
    await readEvents(response, (event) => {
      addPiece(outputs, event, known);
      show(bubble, outputs);
      scrollDown();
    });
    return outputs;
  }
  const answer = await response.json();
  if (response.ok) {
    show(bubble, state.chat && typeof answer !== "object" ? { [state.chat.output]: answer } : answer);
    return answer;
  }
  if (response.status === 401) showKey();
  throw new Error(answer.error ? answer.error.message : response.statusText);
}

function showKey() {
  if ($("key")) return;
  const field = element("input", { id: "key", type: "password" });
  field.addEventListener("input", () => (state.key = field.value));
  $("fields").prepend(element("label", { htmlFor: "key" }, say.key), field);
  field.focus();
}

function takeInputs() {
  const inputs = {};
  for (const field of $("fields").querySelectorAll("[data-name]")) {
    const value = valueOf(field);
    if (value !== undefined) inputs[field.dataset.name] = value;
  }
  if (state.chat && state.chat.history) inputs[state.chat.history] = state.history;
  return inputs;
}

async function send(event) {
  event.preventDefault();
  if (state.running) return;
  const inputs = takeInputs();
  const question = state.chat ? String(inputs[state.chat.input] ?? "") : "";
  if (state.chat && question.trim() === "") return;
  tellProblem("");
  if (state.chat) addBubble(true, question);
  else $("log").replaceChildren();
  const bubble = addBubble(false, "");
  setRunning(true);
  try {
    const outputs = await ask(inputs, bubble);
    if (outputs && typeof outputs === "object") showRest(bubble, outputs);
    showRating(bubble, { inputs, outputs });
    scrollDown();
    if (state.chat) {
      state.history.push({ inputs: { [state.chat.input]: inputs[state.chat.input] }, outputs });
      $("input-" + state.chat.input).value = "";
    }
  } catch (problem) {
    if (bubble.querySelector(".text").textContent === "") bubble.remove();
    if (problem.name !== "AbortError")
      tellProblem(problem instanceof TypeError ? say.unreachable : problem.message);
  }
  setRunning(false);
}

function setRunning(isRunning) {
  if (!isRunning) state.running = null;
  $("send").disabled = isRunning;
  $("stop").hidden = !isRunning;
  const first = state.chat ? $("input-" + state.chat.input) : null;
  if (!isRunning && first) first.focus();
}

async function start() {
  document.documentElement.lang = language;
  $("stop").textContent = say.stop;
  $("new").textContent = say.fresh;
  const response = await fetch("swagger.json", { headers: headers() });
  if (response.status === 401) {
    tellProblem(say.keyWanted);
    showKey();
    $("key").addEventListener("change", start, { once: true });
    $("send").textContent = say.run;
    return;
  }
  tellProblem("");
  const swagger = await response.json();
  const info = swagger.info;
  $("title").textContent = info["x-flow-name"];
  document.title = info["x-flow-name"];
  if (info["x-flow-type"] === "chat")
    state.chat = { input: info["x-chat-input"], output: info["x-chat-output"], history: info["x-chat-history"] };
  const schema = swagger.paths["/score"].post.requestBody.content["application/json"].schema;
  const fields = Object.entries(schema.properties || {})
    .filter(([name]) => !state.chat || name !== state.chat.history)
    .sort(([name], [other]) => (state.chat ? (name === state.chat.input) - (other === state.chat.input) : 0));
  $("fields").replaceChildren(...fields.flatMap(([name, field]) => fieldFor(name, field)));
  $("send").textContent = state.chat ? say.send : say.run;
  $("new").hidden = !state.chat;
  const first = $("fields").querySelector(state.chat ? `[data-name="${CSS.escape(state.chat.input)}"]` : "[data-name]");
  if (first) first.focus();
}

$("ask").addEventListener("submit", send);
$("stop").addEventListener("click", () => state.running && state.running.abort());
$("new").addEventListener("click", () => {
  state.history = [];
  $("log").replaceChildren();
  tellProblem("");
});
$("fields").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && state.chat) send(event);
});
start().catch(() => tellProblem(say.unreachable));
