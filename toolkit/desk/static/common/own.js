// Fields of review.toml: saved when one leaves them, and what that asks for.

/** What one types into, by the sort of the field; `save` is called when one leaves it. */
function ownInput(one, save) {
  const attributes = { class: "rl-text", "aria-label": one.title, placeholder: one.otherwise || null };
  const listen = { onchange: (event) => save(event.target.value) };
  if (one.sort === "lines") {
    const area = el("textarea", { ...attributes, ...listen, rows: 3 });
    area.value = one.value;
    return area;
  }
  const digits = ["whole", "number", "share"].includes(one.sort);
  const type = one.sort === "date" ? "date" : "text";
  const input = el("input", { ...attributes, ...listen, type, inputmode: digits ? "decimal" : null });
  input.value = one.value;
  return input;
}

/** Rows of fields; a row that is emptied is gone, and there is always an empty one to fill. */
function ownRows(one, save) {
  const rows = [...one.value, {}];
  const list = el("div", { class: "rl-own-rows", role: "group", "aria-label": one.title });
  const typed = () =>
    [...list.children].map((row) => Object.fromEntries([...row.querySelectorAll("input")].map((input) => [input.dataset.name, input.value])));
  // A half-filled new row is not sent before it is whole.
  const whole = (row) => one.columns.every((column) => row[column.key] || column.key === "group");
  const bare = (row) => one.columns.every((column) => !row[column.key]);
  const changed = () => {
    const now = typed();
    if (now.every((row) => whole(row) || bare(row))) save(now.filter((row) => !bare(row)));
  };
  const cell = (row, column, n) => {
    const title = `${column.title}, ${n + 1}`;
    const input = ownInput({ ...column, title, value: row[column.key] ?? "", otherwise: "" }, changed);
    input.dataset.name = column.key;
    return el("label", { class: "rl-own" }, n ? null : quiet(column.title), input);
  };
  fill(list, ...rows.map((row, n) => el("div", { class: "rl-own-row" }, ...one.columns.map((column) => cell(row, column, n)))));
  return list;
}

function ownField(send, one) {
  const save = (value) => send("setting", { key: one.key, value });
  const mark = one.waits ? el("span", { class: "rl-state" }, ` ✎ ${t("with the next run")}`) : null;
  const inRows = one.sort === "rows";
  return el(
    inRows ? "div" : "label",
    { class: `rl-own ${inRows || one.sort === "lines" ? "rl-own-wide" : ""}` },
    el("span", {}, one.title, mark),
    inRows ? ownRows(one, save) : ownInput(one, save),
    one.otherwise && !one.value.length && one.sort === "date" ? quiet(t("found: {what}", { what: one.otherwise })) : null,
    one.hint ? quiet(one.hint) : null,
  );
}

/** The fields of `form` (what OwnSettings gives), and, where something waits, the way to a run. */
function ownForm(desk, view, form, run) {
  return el(
    "div",
    { class: "rl-own-form" },
    ...form.fields.map((one) => ownField(desk.send, one)),
    form.waits ? ownWaits(desk, view, run) : null,
  );
}

function ownWaits(desk, view, run) {
  const again = run ?? (view.app ? () => desk.send("open", { screen: "home:run" }) : null);
  return el(
    "p",
    { class: "rl-own-waits" },
    t("Saved in review.toml. It reaches tables and reports with the next run."),
    " ",
    again ? desk.button("", t("Run again"), again) : null,
  );
}
