// The line where one types. The browser keeps its text. Keys that the server decides about (Enter, Tab)
// hold back those pressed after them until it has answered, so that none is lost or comes too early.
"use strict";

const ANSWER_MS = 3000;
const HELD = ["Enter", "Tab", "Escape", "ArrowDown", "ArrowUp", "Backspace"];

window.easel ??= {};
window.easel.composer = {
  held: [],
  asked: null,
  timer: 0,

  get line() {
    return document.getElementById("composer");
  },

  keydown(event) {
    if (event.isComposing) return;
    if (this.asked !== null) this.hold(event);
    else if (this.press(event.key, event)) event.preventDefault();
  },

  hold(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length > 1 && !HELD.includes(event.key)) return;
    event.preventDefault();
    this.held.push(event.key === "Enter" && event.shiftKey ? "\n" : event.key);
  },

  // Returns true if the key is not the browser's.
  press(key, { shiftKey = false } = {}) {
    const isOpen = this.line.dataset.open === "yes";
    if (key === "Escape") this.tell(key);
    if (shiftKey) return false;
    if (key === "Enter" || (key === "Tab" && isOpen)) {
      this.ask(key);
      return true;
    }
    if (!isOpen || !["ArrowDown", "ArrowUp"].includes(key)) return false;
    this.tell(key);
    return true;
  },

  ask(key) {
    if (this.asked !== null) {
      this.held.push(key);
      return;
    }
    this.asked = this.line.value;
    this.timer = setTimeout(() => this.release(), ANSWER_MS);
    this.tell(key);
  },

  tell(key) {
    emitEvent("easel_key", { key, text: this.line.value });
  },

  // The answers to a key: another text, or none.
  take(text) {
    const { value } = this.line;
    const asked = this.asked ?? value;
    if (value === asked) this.write(text, { news: false });
    // Pasted meanwhile, at the end or over everything.
    else if (value.startsWith(asked)) this.write(text + value.slice(asked.length));
    else this.news();
    this.release();
  },

  release() {
    clearTimeout(this.timer);
    this.asked = null;
    while (this.held.length > 0 && this.asked === null) this.replay(this.held.shift());
  },

  replay(key) {
    const { line } = this;
    if (key.length === 1) line.setRangeText(key, line.selectionStart, line.selectionEnd, "end");
    else if (key === "Backspace") line.setRangeText("", line.value.length - 1, line.value.length, "end");
    else if (key === "Tab" || key === "Send") this.ask(key);
    else this.press(key);
    if (key.length === 1 || key === "Backspace") this.news();
  },

  // What could not be sent can be corrected, unless something else is being typed.
  putBack(text) {
    if (this.line.value === "") this.write(text);
  },

  write(text, { news = true } = {}) {
    const { line } = this;
    line.value = text;
    line.setSelectionRange(text.length, text.length);
    this.fit();
    if (news) this.news();
  },

  news() {
    this.line.dispatchEvent(new Event("input", { bubbles: true }));
  },

  fit() {
    this.line.style.height = "auto";
    this.line.style.height = `${Math.min(this.line.scrollHeight, 160)}px`;
  },
};

document.addEventListener("input", (event) => {
  if (event.target.id === "composer") window.easel.composer.fit();
});

document.addEventListener("keydown", (event) => {
  if (event.target.id === "composer") window.easel.composer.keydown(event);
});

// Pressing what writes into the line leaves the focus there.
document.addEventListener("mousedown", (event) => {
  const entry = event.target.closest("[data-line]");
  if (entry === null) return;
  event.preventDefault();
  window.easel.composer.write(entry.dataset.line);
});

document.addEventListener("click", (event) => {
  const { composer } = window.easel;
  const add = event.target.closest("[data-add]");
  const command = event.target.closest("a[data-command]");
  if (add !== null) composer.write(`${composer.line.value.trimEnd()} ${add.dataset.add}:`);
  if (command !== null) {
    event.preventDefault();
    composer.write(`/${command.dataset.command} `);
  }
  if (add !== null || command !== null) composer.line.focus();
  if (event.target.closest(".send") !== null) composer.ask("Send");
  // A draft is for the room, and by the person, that it was begun in and by.
  const other = event.target.closest(".room:not([aria-current]), .person[aria-pressed='false']");
  if (other !== null && composer.line.value !== "") composer.write("");
});
