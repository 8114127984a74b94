// A list of any length: only the rows in sight are in the page; others are asked for when they come
// into sight. Rows are of one height.

/**
 * `options`: label, height (of a row, in pixels), row (from a line to the children of its button),
 * pick (called with a line that is clicked), more (called with the first row that is wanted; not
 * needed where all rows are given), onto (called with a line that the mouse dragged and the line
 * it was let go on; only where rows may be dragged). Returns element and show.
 */
function virtualList(options) {
  const top = el("li", { class: "rl-pad", "aria-hidden": "true" });
  const bottom = el("li", { class: "rl-pad", "aria-hidden": "true" });
  const element = el("ol", { class: "rl-lines", tabindex: "0", "aria-label": options.label }, top, bottom);
  const margin = 6;
  let given = { from: 0, rows: [], total: 0, position: -1 };
  let drawn = "";
  let asked = 0;

  const inSight = () => {
    const first = Math.floor(element.scrollTop / options.height) - margin;
    const count = Math.ceil((element.clientHeight || 600) / options.height) + 2 * margin;
    return [Math.max(0, first), Math.min(given.total, Math.max(0, first) + count)];
  };

  function line(one, place) {
    const made = el(
      "button",
      {
        type: "button",
        class: "rl-line",
        tabindex: "-1",
        "aria-current": place === given.position ? "true" : null,
        onclick: () => options.pick(one, place),
      },
      ...options.row(one, place),
    );
    const item = el("li", { "aria-setsize": given.total, "aria-posinset": place + 1 }, made);
    item.style.height = `${options.height}px`;
    return item;
  }

  function draw() {
    const [first, last] = inSight();
    const from = Math.max(first, given.from);
    const to = Math.max(from, Math.min(last, given.from + given.rows.length));
    const now = `${from} ${to}`;
    if (now !== drawn) {
      drawn = now;
      top.style.height = `${from * options.height}px`;
      bottom.style.height = `${(given.total - to) * options.height}px`;
      const rows = given.rows.slice(from - given.from, to - given.from);
      element.replaceChildren(top, ...rows.map((one, n) => line(one, from + n)), bottom);
    }
    if (options.more && (first < given.from || last > given.from + given.rows.length)) {
      clearTimeout(asked);
      asked = setTimeout(() => options.more(Math.max(0, first - 20)), 40);
    }
  }

  /** `next`: rows, from (the place of the first), total, position (of what is at hand). */
  function show(next) {
    const before = given;
    given = { from: 0, total: next.rows.length, position: before.position, ...next };
    drawn = "";
    if (given.position !== before.position || given.total !== before.total) reveal();
    draw();
  }

  function reveal() {
    if (given.position < 0) return;
    const start = given.position * options.height;
    const room = element.clientHeight || 600;
    top.style.height = `${given.total * options.height}px`;
    if (start < element.scrollTop) element.scrollTop = start;
    else if (start + options.height > element.scrollTop + room) {
      element.scrollTop = start + options.height - room;
    }
  }

  if (options.onto) dragging(element, (place) => given.rows[place - given.from], options.onto);
  element.addEventListener("scroll", draw, { passive: true });
  new ResizeObserver(() => given.rows.length && draw()).observe(element);
  return { element, show };
}

/** A press that goes this far, in pixels, is a drag and no click. */
const DRAG = 6;

/** Rows of a list that the mouse drags onto one another; `lineAt` gives the line of a place. */
function dragging(element, lineAt, onto) {
  let held = null;
  const rowAt = (x, y) => {
    const item = document.elementFromPoint(x, y)?.closest?.("[aria-posinset]");
    return item && element.contains(item) ? item : null;
  };
  const lineOf = (item) => item && lineAt(Number(item.getAttribute("aria-posinset")) - 1);
  const mark = (name, item) => {
    element.querySelector(`.${name}`)?.classList.remove(name);
    item?.classList.add(name);
  };
  const escape = (event) => event.key === "Escape" && end();
  const end = () => {
    held = null;
    window.removeEventListener("keydown", escape, true);
    mark("rl-drop");
    mark("rl-dragged");
    element.classList.remove("rl-dragging");
  };

  element.addEventListener("pointerdown", (event) => {
    const item = event.pointerType === "touch" || event.button ? null : rowAt(event.clientX, event.clientY);
    held = item && { line: lineOf(item), item, x: event.clientX, y: event.clientY, far: false };
  });
  element.addEventListener("pointermove", (event) => {
    if (!held) return;
    if (!held.far) {
      if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < DRAG) return;
      held.far = true;
      // What follows, the click as well, goes to the list: no row is picked at the end of a drag.
      element.setPointerCapture(event.pointerId);
      element.classList.add("rl-dragging");
      window.addEventListener("keydown", escape, true);
      mark("rl-dragged", held.item);
    }
    const box = element.getBoundingClientRect();
    if (event.clientY < box.top + 24) element.scrollTop -= 12;
    else if (event.clientY > box.bottom - 24) element.scrollTop += 12;
    const over = rowAt(event.clientX, event.clientY);
    mark("rl-drop", lineOf(over) === held.line ? null : over);
  });
  element.addEventListener("pointerup", (event) => {
    const { far, line } = held ?? {};
    const target = far && lineOf(rowAt(event.clientX, event.clientY));
    end();
    if (target && target !== line) onto(line, target);
  });
  element.addEventListener("pointercancel", end);
}
