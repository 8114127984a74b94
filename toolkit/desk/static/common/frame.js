// The frame of a screen: head with title, progress and search; what is saved, what went wrong, the
// list of keys, and one map from keys to actions.

const KEYS_OF_ALL = [
  ["Esc", "leave a field or a list"],
  ["?", "this list"],
];

/** While the state does what takes longer, it is asked so often, in milliseconds. */
const ASK_AGAIN = 300;
/** An answer that takes longer, in milliseconds, may never come. */
const PATIENT = 10000;
/** So often a screen in sight asks what others decided meanwhile, in milliseconds. */
const ASK_NEWS = 2500;
const APPLE = /Mac|iPhone|iPad/.test(navigator.platform);

/** Keys that make a character: AltGr on Windows and Linux, Option on a Mac ("[" on a German keyboard). */
const composes = (event) =>
  event.getModifierState("AltGraph") || (APPLE && event.altKey && !event.ctrlKey && event.key.length === 1);

/**
 * Build the frame in `host`. `options`: name (its class is rl-<name>), title, label, keys (rows of
 * [names, what they do]), and where wanted search (its label), bar (its label), tools (elements of
 * the head), rest (after so many milliseconds without an action, or after the `pause` of its view,
 * the state is sent "rest", and again and again while its view says `busy`), inField (what a key
 * does in a field; returns whether it did something).
 * Returns root, body, title, tally, empty, keymap, send, rest, button and show.
 */
function frame(model, host, options) {
  let resting = 0;
  let asking = 0;
  let worked = false;
  let pause = options.rest;
  let unheard = 0;
  let asked = 0;
  // The newest decision in sight: what somebody else decided after it, nobody here has seen.
  let seen;
  const send = (action, more = {}, buffers = undefined) => {
    asked += 1;
    model.send({ do: action, number: asked, seen, ...more }, undefined, buffers);
    root.setAttribute("aria-busy", "true");
    clearTimeout(unheard);
    unheard = setTimeout(sayUnheard, PATIENT);
    if (pause && action !== "rest") wait();
  };
  /** Where nobody presses anything for a while, the state may do what takes longer. */
  const wait = () => {
    clearTimeout(resting);
    resting = setTimeout(() => host.isConnected && send("rest"), pause);
  };
  /** Ask whether what takes longer is done; nothing new is begun while somebody may be at work. */
  const askAgain = () => {
    clearTimeout(asking);
    asking = setTimeout(() => host.isConnected && send("rest", { again: true }), Math.min(pause, ASK_AGAIN));
  };
  /** An answer is there, though it may wait to be drawn until a field is left. */
  model.heard = (view) => {
    if (view.answers !== asked) return;
    clearTimeout(unheard);
    root.removeAttribute("aria-busy");
    if (view.taken && worked) askAgain();
  };
  /** A kernel that died answers nothing: that must not look like work. */
  const sayUnheard = () => {
    trouble.textContent = t("The desk does not answer. Everything saved so far is safe. Reload the page to go on.");
    trouble.hidden = false;
  };
  const rest = () => root.focus({ preventScroll: true });
  const keymap = new Map();

  const title = headline(options.title);
  const bar = options.bar
    ? el("progress", { class: "rl-bar", max: 1, value: 0, "aria-label": options.bar })
    : null;
  const tally = el("span", { class: "rl-tally" });
  const saved = el("span", { class: "rl-saved", role: "status" });
  const trouble = el("div", { class: "rl-trouble", role: "alert", hidden: true });
  const empty = el("div", { class: "rl-empty", hidden: true });
  const body = el("div", { class: "rl-body" });
  const dialog = helpDialog([...(options.keys ?? []), ...KEYS_OF_ALL], rest);
  const search = options.search ? searchField(options.search, send) : null;
  const help = () => dialog.showModal();

  const tools = el("div", { class: "rl-tools" }, ...(options.tools ?? []));
  const root = el(
    "div",
    {
      class: `rl-desk rl-${options.name}`,
      role: "region",
      "aria-label": options.label ?? options.title,
      tabindex: "0",
      // JupyterLab's own one-letter commands must not run while one types here.
      "data-lm-suppress-shortcuts": "true",
    },
    el(
      "div",
      { class: "rl-head" },
      title,
      el("div", { class: "rl-progress" }, bar, tally),
      saved,
      el("span", { class: "rl-space" }),
      tools,
      search,
      button("?", t("Keys"), help, "rl-plain"),
    ),
    trouble,
    body,
    empty,
    dialog,
  );

  function button(name, label, action, look = "") {
    return el(
      "button",
      {
        type: "button",
        class: `rl-button ${look}`,
        "aria-keyshortcuts": name || null,
        onclick: (event) => {
          action();
          // After a click of the mouse the keys go on working at the screen.
          const typing = "input, textarea, select, dialog *";
          if (event.detail > 0 && !document.activeElement?.matches?.(typing)) rest();
        },
      },
      name ? key(name) : null,
      el("span", { class: "rl-label" }, label),
    );
  }

  /** What every view shows. */
  function show(view) {
    seen = view.seen;
    // What others decided came unasked: what it teaches waits until nobody presses anything.
    pause = view.pause ?? options.rest;
    if (!view.answers && pause) wait();
    root.toggleAttribute("data-works", Boolean(view.work?.name || view.planning));
    saved.textContent = view.saved ? t("saved {time}", { time: view.saved }) : "";
    trouble.textContent = view.trouble ?? "";
    trouble.hidden = !view.trouble;
    if (view.busy) askAgain();
    else if (worked) wait();
    worked = Boolean(view.busy);
  }

  /** How far one is: a number of so many, and the same in words. */
  function progress(done, of, text) {
    if (bar) {
      bar.max = Math.max(1, of);
      bar.value = done;
    }
    tally.textContent = text;
  }

  /** Say what to do where there is nothing to show; false shows the body again. */
  function showEmpty(text) {
    body.hidden = Boolean(text);
    empty.hidden = !text;
    if (text) fill(empty, ...[text].flat());
  }

  function inField(event) {
    if (event.target === search) {
      if (event.key === "Escape") search.value = "";
      else if (event.key !== "Enter") return;
      search.say();
      rest();
    } else if (!options.inField?.(event)) {
      if (event.key === "Escape") rest();
      return;
    }
    event.preventDefault();
  }

  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const field = "input:not([type=checkbox], [type=radio], [type=range], [type=file]), textarea";
    if (event.target.matches(field)) return inField(event);
    const commands = event.ctrlKey || event.metaKey || event.altKey;
    if ((commands && !composes(event)) || root.querySelector("dialog[open]")) return;
    if (event.target.matches("select")) return event.key === "Escape" ? rest() : undefined;
    // A button or a fold that has the focus answers to Enter itself.
    if (event.key === "Enter" && event.target.matches("button, summary, a")) return;
    const action = keymap.get(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  });
  keymap.set("?", help);
  if (search) keymap.set("/", () => search.focus());

  host.append(root);
  const news = setInterval(() => {
    if (!host.isConnected) return clearInterval(news);
    const inSight = !document.hidden && root.getClientRects().length;
    if (inSight && !root.hasAttribute("aria-busy")) model.send({ do: "news" });
  }, ASK_NEWS);
  requestAnimationFrame(() => {
    if (document.querySelector("[data-voila]")) rest();
  });
  if (options.rest) wait();
  return { root, body, tools, title, tally, empty, search, keymap, send, rest, button, show, progress, showEmpty };
}

/**
 * What goes on, in `host`: its name, a bar (with its label), more words, and a way to stop it. The
 * button stays the same element while it goes on: what is drawn anew under the mouse hears no click.
 */
function workBox(host, button, label, stop) {
  const says = el("p", { class: "rl-next-label", role: "status" });
  const bar = el("progress", { class: "rl-bar rl-bar-wide", max: 1, value: 0, "aria-label": label });
  const words = el("p", { class: "rl-quiet" });
  const parts = [says, bar, words, button("", t("Stop"), stop)];
  const say = (part, text) => part.textContent !== text && (part.textContent = text);
  /** The share is between 0 and 1. */
  const progress = (share, text) => {
    bar.value = share;
    say(words, text);
  };
  const show = (name) => {
    if (says.parentElement !== host) fill(host, ...parts);
    say(says, name);
  };
  return { show, progress };
}

/** The list of keys; closing it gives the keys back to the screen. */
function helpDialog(rows, rest) {
  const dialog = el(
    "dialog",
    { class: "rl-help", "aria-label": t("Keys"), onclose: rest },
    el("p", { class: "rl-family-name" }, t("Keys")),
    el(
      "dl",
      {},
      ...rows.flatMap(([names, does]) => [
        el("dt", {}, ...names.split(" ").map((name) => (name === "…" ? name : el("kbd", {}, name)))),
        el("dd", {}, t(does)),
      ]),
    ),
    el("button", { type: "button", class: "rl-button", onclick: () => dialog.close() }, t("Close")),
  );
  return dialog;
}

/** A field that searches while one types, a moment after the last letter. */
function searchField(label, send) {
  let waiting = 0;
  const field = el("input", {
    type: "search",
    class: "rl-search",
    placeholder: `${t("Search")}  /`,
    "aria-label": label,
    oninput: () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => field.say(), 150);
    },
  });
  field.say = () => {
    clearTimeout(waiting);
    send("search", { text: field.value });
  };
  field.showText = (text) => {
    if (document.activeElement !== field) field.value = text;
  };
  return field;
}
