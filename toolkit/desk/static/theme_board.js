// The board of themes. It shows what Python says, as text only, and names what a person wants.
// Every action is planned first: Python says what would change, and only then it is confirmed.

const THEME_STATUS = {
  suggested: ["○", "suggested"],
  confirmed: ["✓", "confirmed"],
  changed: ["✎", "yours"],
  new: ["◇", "new"],
};
const BOARD_KEYS = [
  ["j k", "next, previous theme"],
  ["v", "your verdict, beside the suggested one"],
  ["1 … 9 0 -", "choose the verdict at once"],
  ["r", "rename"],
  ["m", "merge into another theme"],
  ["s", "split along its tree"],
  ["t", "move the ticked statements"],
  ["p", "pin, or let go"],
  ["Enter", "do what is planned"],
  ["Esc", "leave the plan or a field"],
  ["u", "undo your last action"],
  ["/", "search"],
  ["?", "this list"],
];

function buildBoard(model, host, words) {
  let view;
  let form = "";
  let shownTheme = "";
  const ticked = new Set();
  const send = (action, more = {}) => model.send({ do: action, ...more });
  const sign = (family) => familySign(words, family);
  const rest = () => root.focus({ preventScroll: true });

  // ------------------------------------------------------------------ the frame, built once
  const title = headline("Themes");
  const bar = el("progress", { class: "rl-bar", max: 1, value: 0, "aria-label": "judged so far" });
  const tally = el("span", { class: "rl-tally" });
  const saved = el("span", { class: "rl-saved", role: "status" });
  const trouble = el("div", { class: "rl-trouble", role: "alert", hidden: true });
  const search = el("input", {
    type: "search",
    class: "rl-search",
    placeholder: "Search  /",
    "aria-label": "Search the themes",
  });
  const list = el("ol", { class: "rl-lines", tabindex: "0", "aria-label": "Themes" });
  const heading = el("div", { class: "rl-theme-head" });
  const verdicts = el("div", { class: "rl-verdicts" });
  const why = el("div", { class: "rl-why", tabindex: "0", role: "group", "aria-label": "Evidence" });
  const said = el("ol", { class: "rl-said", tabindex: "0", "aria-label": "Statements of the theme" });
  const panel = el("div", { class: "rl-panel", role: "group", "aria-label": "Action", hidden: true });
  const aside = el("aside", { class: "rl-evidence", tabindex: "0", "aria-label": "Facts and decisions" });
  const empty = el("p", { class: "rl-empty" });

  const pin = button("p", "Pin", () => send("pin"));
  const actions = el(
    "div",
    { class: "rl-actions", role: "group", "aria-label": "Actions" },
    button("v", "Verdict", () => open("verdict")),
    button("r", "Rename", () => open("rename")),
    button("m", "Merge", () => open("merge")),
    button("s", "Split", () => send("split")),
    button("t", "Move ticked", () => open("move")),
    pin,
  );
  const dialog = el(
    "dialog",
    { class: "rl-help", "aria-label": "Keys", onclose: rest },
    el("p", { class: "rl-family-name" }, "Keys"),
    el(
      "dl",
      {},
      ...BOARD_KEYS.flatMap(([names, does]) => [
        el("dt", {}, ...names.split(" ").map((name) => (name === "…" ? name : el("kbd", {}, name)))),
        el("dd", {}, does),
      ]),
    ),
    el("button", { type: "button", class: "rl-button", onclick: () => dialog.close() }, "Close"),
  );
  const work = el("div", { class: "rl-work rl-board-work" }, heading, verdicts, why, said, panel, actions);
  const body = el("div", { class: "rl-body" }, list, work, aside);
  const root = el(
    "div",
    {
      class: "rl-desk rl-board",
      role: "region",
      "aria-label": "Board of themes",
      tabindex: "0",
      "data-lm-suppress-shortcuts": "true",
    },
    el(
      "div",
      { class: "rl-head" },
      title,
      el("div", { class: "rl-progress" }, bar, tally),
      saved,
      el("span", { class: "rl-space" }),
      search,
      button("u", "Undo", () => send("undo")),
      button("?", "Keys", () => dialog.showModal()),
    ),
    trouble,
    body,
    empty,
    dialog,
  );
  paint(root, words);

  function button(name, label, action, look = "") {
    return el(
      "button",
      {
        type: "button",
        class: `rl-button ${look}`,
        "aria-keyshortcuts": name || null,
        onclick: (event) => {
          action();
          if (event.detail > 0 && !panel.contains(document.activeElement)) rest();
        },
      },
      name ? key(name) : null,
      el("span", {}, label),
    );
  }

  // ------------------------------------------------------------------------ list and theme
  function sure(one) {
    if (one.confidence != null) return `${percent(one.confidence)} sure`;
    return one.status === "new" ? "the next run will judge" : "decided by a person";
  }

  function marks(line) {
    const found = [];
    if (line.fragile) found.push("fragile");
    if (line.pinned) found.push("pinned");
    if (line.reshaped) found.push("changed");
    return found;
  }

  function showLine(line) {
    const [mark, state] = THEME_STATUS[line.status];
    return el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          class: "rl-line",
          tabindex: "-1",
          "aria-current": line.theme_id === view.card?.line.theme_id ? "true" : null,
          onclick: () => {
            send("go", { theme: line.theme_id });
            rest();
          },
        },
        el("span", { class: "rl-line-words" }, line.title),
        el(
          "span",
          { class: "rl-line-code" },
          sign(line.family),
          el("span", {}, line.word || "not judged yet"),
          el("span", { class: `rl-state rl-is-${line.status}` }, `${mark} ${state}`),
        ),
        el(
          "span",
          { class: "rl-line-code" },
          el("span", {}, [line.theme_id, many(line.people, "person", "people"), ...marks(line)].join(" · ")),
        ),
      ),
    );
  }

  function showHeading(card) {
    const line = card.line;
    const steady =
      card.stability == null ? "too few to test its stability" : `stability ${card.stability.toFixed(2)}`;
    const parts = [
      line.theme_id,
      `${many(line.statements, "statement", "statements")} of ${many(line.people, "person", "people")}`,
      line.fragile ? `${steady}, fragile: it comes apart when some answers are left out` : steady,
      ...marks({ ...line, fragile: false }),
    ];
    heading.replaceChildren(
      el("p", { class: "rl-theme-title" }, line.title),
      el("p", { class: "rl-quiet" }, parts.join(" · ")),
    );
  }

  function verdict(label, one) {
    const more = [];
    if (one.confidence != null) more.push(`${percent(one.confidence)} sure`);
    if (one.by) more.push(label === "Suggested" ? `from ${one.by}` : `by ${one.by}${one.at ? `, ${one.at}` : ""}`);
    more.push(`leads to: ${one.route}`);
    return el(
      "p",
      { class: "rl-verdict" },
      el("span", { class: "rl-quiet rl-verdict-who" }, label),
      sign(one.family),
      el("strong", {}, one.word),
      el("span", { class: "rl-quiet" }, more.join(" · ")),
      one.memo ? el("span", {}, `“${one.memo}”`) : null,
    );
  }

  function showVerdicts(card) {
    verdicts.replaceChildren(
      ...[
        card.machine ? verdict("Suggested", card.machine) : null,
        card.person ? verdict("Decided", card.person) : null,
        card.machine || card.person ? null : el("p", { class: "rl-quiet" }, "The next run will judge this theme."),
      ].filter(Boolean),
    );
    why.replaceChildren(
      ...[
        card.evidence
          ? el(
              "p",
              {},
              card.line.reshaped ? el("span", { class: "rl-quiet" }, "As the last run found it: ") : null,
              card.evidence,
            )
          : null,
      ].filter(Boolean),
    );
    why.hidden = !why.children.length;
  }

  function causes(one) {
    if (!one.cause && !one.final) return "no cause";
    if (one.cause === one.final) return one.final;
    return `${one.cause || "no cause"} by the words, ${one.final || "none"} in the end`;
  }

  function showStatement(one) {
    const box = el("input", {
      type: "checkbox",
      "aria-label": `Tick: ${one.words}`,
      checked: ticked.has(one.statement_id),
      onchange: () => {
        ticked[box.checked ? "add" : "delete"](one.statement_id);
        if (form === "move") showPanel();
      },
    });
    return el(
      "li",
      { class: "rl-said-one" },
      box,
      el(
        "div",
        {},
        el("p", { class: "rl-said-words" }, one.words),
        el(
          "p",
          { class: "rl-line-code" },
          sign(one.family),
          el("span", {}, [causes(one), one.kind, `from ${one.decided_by}`, one.speaker].filter(Boolean).join(" · ")),
          one.moved ? el("span", { class: "rl-state" }, "moved here") : null,
        ),
        one.facts.length
          ? el(
              "details",
              {},
              el("summary", {}, `What the files show of it (${one.facts.length})`),
              ...one.facts.map(factBox),
            )
          : null,
      ),
    );
  }

  function showStatements(card) {
    const rows = card.statements.map(showStatement);
    if (card.more) rows.push(el("li", { class: "rl-quiet" }, `and ${card.more} more in statements.csv`));
    said.replaceChildren(...rows);
  }

  // ------------------------------------------------------------------------ forms and plans
  function open(name) {
    form = name;
    if (view.plan) send("cancel");
    showPanel();
    panel.querySelector("input, select, button")?.focus();
  }

  function leave() {
    form = "";
    if (view.plan) send("cancel");
    showPanel();
    rest();
  }

  function confirm() {
    const memo = panel.querySelector(".rl-why-memo")?.value ?? "";
    form = "";
    send("confirm", { memo });
    rest();
  }

  function target(label, none, go) {
    const here = view.card?.line.theme_id;
    const others = view.targets.filter((one) => one.value !== here);
    return el(
      "label",
      { class: "rl-form" },
      el("span", {}, label),
      el(
        "select",
        { class: "rl-target", onchange: (event) => event.target.value && go(event.target.value) },
        el("option", { value: "" }, "choose a theme"),
        none ? el("option", { value: "-" }, none) : null,
        ...others.map((one) => el("option", { value: one.value }, `${one.value}  ${one.label}`)),
      ),
    );
  }

  const forms = {
    rename: () => {
      const field = el("input", { type: "text", class: "rl-text", value: view.card.line.title });
      return [
        el("label", { class: "rl-form" }, el("span", {}, "New title"), field),
        button("Enter", "Show what changes", () => send("rename", { text: field.value })),
      ];
    },
    merge: () => [target("Merge this theme into", "", (theme) => send("merge", { theme }))],
    move: () =>
      ticked.size
        ? [
            target(`Move ${many(ticked.size, "statement", "statements")} to`, "no theme", (theme) =>
              send("move", { theme: theme === "-" ? "" : theme, statements: [...ticked] }),
            ),
          ]
        : [el("p", {}, "Tick the statements that belong elsewhere, then choose where they go.")],
    verdict: () => [
      el(
        "div",
        { class: "rl-causes" },
        ...[...Object.keys(words.families), ""].map((family) =>
          el(
            "div",
            {
              class: `rl-family${family ? ` rl-edge-${family}` : ""}`,
              role: "group",
              "aria-label": `Verdict: ${family ? words.families[family].word : "cannot be told"}`,
            },
            el("p", { class: "rl-family-name" }, sign(family), family ? words.families[family].word : "Cannot be told"),
            ...words.causes
              .filter((one) => one.family === family)
              .map((one) => button(one.key, one.word, () => send("verdict", { value: one.value }))),
          ),
        ),
      ),
    ],
  };

  function part(name, rows, apart) {
    const box = (one) =>
      el(
        "li",
        {},
        el(
          "label",
          {},
          el("input", {
            type: "checkbox",
            checked: apart,
            onchange: () => {
              const ids = new Set(view.plan.apart.map((each) => each.statement_id));
              ids[apart ? "delete" : "add"](one.statement_id);
              send("split", { statements: [...ids] });
            },
          }),
          el("span", {}, one.words),
        ),
      );
    return el(
      "div",
      { class: "rl-part" },
      el("p", { class: "rl-family-name" }, `${name} (${rows.length})`),
      el("ul", { tabindex: "0", "aria-label": name }, ...rows.map(box)),
    );
  }

  function effects(plan) {
    if (plan.effects.length < 2) return null;
    const size = (n, people) => (n ? `${n} of ${many(people, "person", "people")}` : "none");
    return el(
      "table",
      { class: "rl-effects" },
      el("thead", {}, el("tr", {}, ...["theme", "statements now", "then"].map((name) => el("th", { scope: "col" }, name)))),
      el(
        "tbody",
        {},
        ...plan.effects.map((one) =>
          el(
            "tr",
            {},
            el("td", {}, one.statements_before ? `${one.theme_id}  ${one.title}` : `${one.theme_id}  (new)`),
            el("td", {}, size(one.statements_before, one.people_before)),
            el("td", {}, size(one.statements_after, one.people_after)),
          ),
        ),
      ),
    );
  }

  function planned(plan) {
    const split = plan.action === "split";
    return [
      el("p", { class: "rl-plan", role: "status" }, plan.sentence),
      split
        ? el(
            "div",
            { class: "rl-parts" },
            part("Leaves", plan.apart, true),
            part("Stays", plan.stay, false),
          )
        : effects(plan),
      el(
        "div",
        { class: "rl-form" },
        el("input", {
          type: "text",
          class: "rl-text rl-why-memo",
          placeholder: "Why, in your words",
          "aria-label": "Why, in your words",
        }),
        button("Enter", "Do it", confirm, "rl-primary rl-do"),
        button("Esc", "Leave", leave),
      ),
    ].filter(Boolean);
  }

  function showPanel() {
    const shown = view.plan ? planned(view.plan) : form && view.card ? forms[form]() : [];
    const had = panel.contains(document.activeElement);
    panel.replaceChildren(...shown);
    if (shown.length && !view.plan) panel.append(button("Esc", "Leave", leave));
    panel.hidden = !shown.length;
    panel.classList.toggle("rl-panel-wide", view.plan?.action === "split");
    if (had) (panel.querySelector(view.plan ? ".rl-do" : "input, select, button") ?? root).focus();
  }

  // -------------------------------------------------------------------------- facts, curve
  function showLikely(one) {
    const filled = el("span", {});
    filled.style.width = `${100 * one.share}%`;
    return el(
      "div",
      { class: "rl-likely" },
      el("span", { class: "rl-likely-word" }, sign(one.family), one.word),
      el("span", { class: "rl-meter", "aria-hidden": "true" }, filled),
      el("span", { class: "rl-quiet" }, percent(one.share)),
    );
  }

  function curve() {
    if (view.curve.length < 2) return [];
    const best = Math.max(...view.curve.map((one) => one.silhouette), 0.001);
    const bars = view.curve.map((one) => {
      const filled = el("span", { class: one.k === view.chosen ? "rl-chosen" : "" });
      filled.style.height = `${Math.max(2, (100 * Math.max(one.silhouette, 0)) / best)}%`;
      return el(
        "li",
        { title: `${one.k} themes: ${one.silhouette.toFixed(3)}` },
        el("span", { class: "rl-column" }, filled),
        el("span", { class: one.k === view.chosen ? "" : "rl-quiet" }, String(one.k)),
      );
    });
    return [
      el("ol", { class: "rl-curve", "aria-label": "How well the statements part into k groups" }, ...bars),
      el(
        "p",
        { class: "rl-quiet" },
        `Higher parts better. The last run chose ${view.chosen}; for another number write k under [mine.themes] in review.toml.`,
      ),
    ];
  }

  function showAside(card) {
    aside.replaceChildren(
      ...[
        section("What would change the verdict", card.would_overturn ? [el("p", {}, card.would_overturn)] : []),
        section("What the files show", card.facts.map(factBox)),
        section("Likeliest causes", card.likely.map(showLikely)),
        section("Decisions so far", card.decisions.map(decisionLine)),
        section("How many themes", curve()),
      ].filter(Boolean),
    );
  }

  // -------------------------------------------------------------------------------- a view
  function show(message) {
    view = message.view;
    const { card, tally: now } = view;
    bar.max = Math.max(1, now.of);
    bar.value = now.judged;
    const waiting = now.waiting
      ? `, ${many(now.waiting, "change reaches", "changes reach")} the reports with the next run`
      : "";
    tally.textContent = `${now.judged} of ${now.of} judged by a person${waiting}`;
    saved.textContent = view.saved ? `saved ${view.saved}` : "";
    trouble.textContent = view.trouble;
    trouble.hidden = !view.trouble;
    if (document.activeElement !== search) search.value = view.words;
    body.hidden = !card;
    empty.hidden = Boolean(card);
    empty.textContent = now.of
      ? "No theme holds these words. Empty the search (/) to see all themes."
      : "This review has no themes yet: they need complaints, proposals or questions. Run it on a folder with answers or conversations.";
    if (!card) return;
    const moved = card.line.theme_id !== shownTheme;
    if (moved) {
      ticked.clear();
      form = "";
      shownTheme = card.line.theme_id;
    }
    list.replaceChildren(...view.lines.map(showLine));
    list.querySelector("[aria-current]")?.scrollIntoView?.({ block: "nearest" });
    pin.lastChild.textContent = card.line.pinned ? "Let go" : "Pin";
    showHeading(card);
    showVerdicts(card);
    const place = said.scrollTop;
    showStatements(card);
    said.scrollTop = moved ? 0 : place;
    showAside(card);
    showPanel();
  }

  // ---------------------------------------------------------------------------------- keys
  const byKey = new Map([
    ["j", () => send("next")],
    ["k", () => send("previous")],
    ["v", () => open("verdict")],
    ["r", () => open("rename")],
    ["m", () => open("merge")],
    ["s", () => send("split")],
    ["t", () => open("move")],
    ["p", () => send("pin")],
    ["u", () => send("undo")],
    ["Escape", leave],
    ["Enter", () => view.plan && confirm()],
    ["/", () => search.focus()],
    ["?", () => dialog.showModal()],
    ...words.causes.map((one) => [one.key, () => send("verdict", { value: one.value })]),
  ]);

  function inField(event) {
    if (event.target === search) {
      if (event.key === "Escape") search.value = "";
      else if (event.key !== "Enter") return;
      send("search", { text: search.value });
      rest();
    } else if (event.key === "Escape") leave();
    else if (event.key === "Enter" && view.plan) confirm();
    else if (event.key === "Enter" && form === "rename") send("rename", { text: event.target.value });
    else return;
    event.preventDefault();
  }

  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (event.target.matches("input[type=text], input[type=search]")) return inField(event);
    if (event.target.matches("select")) return event.key === "Escape" ? leave() : undefined;
    if (event.key === "Enter" && event.target.matches("button, summary")) return;
    const action = view?.card || event.key === "/" ? byKey.get(event.key) : undefined;
    if (!action) return;
    event.preventDefault();
    action();
  });

  host.append(root);
  return show;
}

export default { render: screen(buildBoard) };
