// What the page does in the browser alone: scrolling, focus, spoilers, links between rooms.
"use strict";

const NEAR = 120;

window.easel = {
  ...window.easel,

  toEnd() {
    requestAnimationFrame(() => {
      const log = document.querySelector(".log");
      if (log === null) return;
      log.dataset.end = "yes";
      log.scrollTop = log.scrollHeight;
    });
  },

  showMessage(id) {
    whenThere(`message-${id}`, (message) => {
      message.closest(".log").dataset.end = "no";
      message.scrollIntoView({ block: "center" });
      message.focus({ preventScroll: true });
      message.classList.add("pointed-at");
      setTimeout(() => message.classList.remove("pointed-at"), 2000);
    });
  },

  closeDrawers() {
    document.querySelector(".q-drawer__backdrop:not(.hidden)")?.click();
  },
};

// Of a room that has just been opened, the messages are not there yet.
function whenThere(id, act) {
  const look = () => {
    const element = document.getElementById(id);
    if (element === null) return;
    stop();
    act(element);
  };
  const observer = new MutationObserver(look);
  const timer = setTimeout(() => observer.disconnect(), 3000);
  const stop = () => {
    clearTimeout(timer);
    observer.disconnect();
  };
  observer.observe(document, { childList: true, subtree: true });
  look();
}

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
  unveil(event.target);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") window.easel.closeDrawers();
  if ((event.key === "Enter" || event.key === " ") && event.target.matches?.(".spoiler")) {
    event.preventDefault();
    unveil(event.target);
  }
});
