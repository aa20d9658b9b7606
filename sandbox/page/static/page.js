// What the page does in the browser alone: scrolling, focus, spoilers, links between rooms.
"use strict";

const NEAR = 120;

window.easel = {
  // Replaces what was typed when the server began to think; what was typed meanwhile stays.
  setText(text, before) {
    const line = document.getElementById("composer");
    if (line === null) return;
    const rest = line.value.startsWith(before) ? line.value.slice(before.length) : "";
    line.value = text + rest;
    line.setSelectionRange(line.value.length, line.value.length);
    this.fit(line);
    if (rest) line.dispatchEvent(new Event("input", { bubbles: true }));
  },

  fit(line) {
    line.style.height = "auto";
    line.style.height = `${Math.min(line.scrollHeight, 160)}px`;
  },

  toEnd() {
    requestAnimationFrame(() => {
      const log = document.querySelector(".log");
      if (log === null) return;
      log.dataset.end = "yes";
      log.scrollTop = log.scrollHeight;
    });
  },

  showMessage(id) {
    setTimeout(() => {
      const message = document.getElementById(`message-${id}`);
      if (message === null) return;
      message.scrollIntoView({ block: "center" });
      message.focus({ preventScroll: true });
      message.classList.add("pointed-at");
      setTimeout(() => message.classList.remove("pointed-at"), 2000);
    }, 100);
  },

  focusFirst(selector) {
    setTimeout(() => {
      document.querySelector(`${selector} :is(input, textarea, select, button)`)?.focus();
    }, 150);
  },

  closeDrawers() {
    document.querySelector(".q-drawer__backdrop:not(.hidden)")?.click();
  },
};

// A message that is shown again loses the focus that was in it: give it back.
let focused = null;
document.addEventListener("focusin", (event) => {
  const article = event.target.closest?.("article");
  focused = article === null ? null : { id: event.target.id, article: article.id };
});

// Quasar's drawers are landmarks, and take no names.
function nameDrawers() {
  document.querySelector(".q-drawer--left")?.setAttribute("aria-label", "Channels and people");
  document.querySelector(".q-drawer--right")?.setAttribute("aria-label", "Tour and world");
}

new MutationObserver(() => {
  nameDrawers();
  const log = document.querySelector(".log");
  if (log !== null && log.dataset.end !== "no") log.scrollTop = log.scrollHeight;
  if (focused === null || document.activeElement !== document.body) return;
  const same = focused.id && document.getElementById(focused.id);
  (same || document.getElementById(focused.article))?.focus({ preventScroll: true });
}).observe(document, { childList: true, subtree: true });

document.addEventListener(
  "scroll",
  (event) => {
    const log = event.target;
    if (!log.classList?.contains("log")) return;
    const left = log.scrollHeight - log.scrollTop - log.clientHeight;
    log.dataset.end = left < NEAR ? "yes" : "no";
  },
  true,
);

// Pictures grow when they have loaded.
document.addEventListener(
  "load",
  () => {
    const log = document.querySelector(".log");
    if (log !== null && log.dataset.end !== "no") log.scrollTop = log.scrollHeight;
  },
  true,
);

function unveil(target) {
  const spoiler = target.closest(".spoiler");
  if (spoiler !== null) {
    spoiler.classList.add("shown");
    spoiler.setAttribute("aria-expanded", "true");
  }
  target.closest(".unveil")?.closest(".veiled")?.classList.replace("veiled", "picture");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-room]");
  if (link !== null) {
    event.preventDefault();
    emitEvent("easel_open", { room: link.dataset.room, message: link.dataset.message ?? "" });
  }
  const command = event.target.closest("a[data-command]");
  if (command !== null) {
    event.preventDefault();
    const line = document.getElementById("composer");
    window.easel.setText(`/${command.dataset.command} `, line.value);
    line.dispatchEvent(new Event("input", { bubbles: true }));
    line.focus();
  }
  unveil(event.target);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") window.easel.closeDrawers();
  if ((event.key === "Enter" || event.key === " ") && event.target.matches?.(".spoiler")) {
    event.preventDefault();
    unveil(event.target);
  }
});

document.addEventListener("input", (event) => {
  if (event.target.id === "composer") window.easel.fit(event.target);
});
