// The board of themes. It shows what Python says, as text only, and names what a person wants.
// Every action is planned first: Python says what would change, and only then it is confirmed.

function buildBoard(model, host, words) {
  let view;
  let form = "";
  let shownTheme = "";
  const ticked = new Set();
  const desk = frame(model, host, {
    name: "board",
    title: t("Themes"),
    label: t("Board of themes"),
    search: t("Search the themes"),
    bar: t("judged so far"),
    keys: [
      ["j k", "next, previous theme"],
      ["v", "your verdict, beside the suggested one"],
      ["1 … 9 0 -", "choose the verdict at once"],
      ["r", "rename"],
      ["m", "merge into another theme; or drag it there"],
      ["s", "split along its tree"],
      ["t", "move the ticked statements"],
      ["p", "pin, or let go"],
      ["Enter", "do what is planned"],
      ["u", "undo your last action"],
      ["/", "search"],
    ],
    inField,
  });
  const { send, button, rest, keymap } = desk;
  const sign = (family) => familySign(words, family);

  const list = virtualList({
    label: t("Themes"),
    height: 88,
    pick: (line) => {
      send("go", { theme: line.theme_id });
      rest();
    },
    onto: (line, target) => {
      form = "merge";
      send("merge", { from: line.theme_id, theme: target.theme_id });
      rest();
    },
    row: showLine,
  });
  const heading = el("div", { class: "rl-theme-head" });
  const verdicts = el("div", { class: "rl-verdicts" });
  const why = el("div", { class: "rl-why", tabindex: "0", role: "group", "aria-label": t("Evidence") });
  const said = el("ol", { class: "rl-said", tabindex: "0", "aria-label": t("Statements of the theme") });
  const panel = el("div", { class: "rl-panel", role: "group", "aria-label": t("Action"), hidden: true });
  const aside = el("aside", { class: "rl-evidence", tabindex: "0", "aria-label": t("Facts and decisions") });

  const pin = button("p", t("Pin"), () => send("pin"));
  const actions = el(
    "div",
    { class: "rl-actions", role: "group", "aria-label": t("Actions") },
    button("v", t("Verdict"), () => open("verdict")),
    button("r", t("Rename"), () => open("rename")),
    button("m", t("Merge"), () => open("merge")),
    button("s", t("Split"), () => send("split")),
    button("t", t("Move ticked"), () => open("move")),
    pin,
  );
  desk.tools.append(button("u", t("Undo"), () => send("undo")));
  desk.body.append(
    list.element,
    el("div", { class: "rl-work" }, heading, verdicts, why, said, panel, actions),
    aside,
  );

  // ------------------------------------------------------------------------ list and theme
  function marks(line) {
    return [line.fragile && t("fragile"), line.pinned && t("pinned"), line.reshaped && t("members changed")].filter(Boolean);
  }

  function showLine(line) {
    return [
      el("span", { class: "rl-line-words" }, line.title),
      el(
        "span",
        { class: "rl-line-code" },
        sign(line.family),
        el("span", {}, line.word ? t(line.word) : t("not judged yet")),
        stateMark(line.status, line.status === "changed" ? "yours" : ""),
      ),
      el(
        "span",
        { class: "rl-line-code" },
        el("span", { class: "rl-cut" }, [line.theme_id, many(line.people, "{n} person", "{n} people"), ...marks(line)].join(" · ")),
      ),
    ];
  }

  function showHeading(card) {
    const line = card.line;
    const steady =
      card.stability == null
        ? t("too few to test its stability")
        : t("stability {n}", { n: number(card.stability, 2) });
    const parts = [
      line.fragile ? t("{steady}, fragile: it comes apart when some answers are left out", { steady }) : steady,
      ...marks({ ...line, fragile: false }),
    ];
    const counted = t("{statements} of {people}", {
      statements: many(line.statements, "{n} statement", "{n} statements"),
      people: many(line.people, "{n} person", "{n} people"),
    });
    if (card.share) parts.unshift(shareOf(card.share));
    fill(
      heading,
      el("p", { class: "rl-theme-title" }, line.title),
      el("p", { class: "rl-quiet" }, `${line.theme_id} · `, view.app ? way(counted, () => send("statements")) : counted, ` · ${parts.join(" · ")}`),
    );
  }

  function shareOf({ value, low, high, n }) {
    return t("{share} of the {n} who spoke ({low} to {high})", { share: percent(value), n: number(n), low: percent(low), high: percent(high) });
  }

  function verdict(label, one) {
    const from = (by) => t("from {what}", { what: t(by) });
    const by = one.at ? t("by {name}, {time}", { name: one.by, time: one.at }) : one.by ? from(one.by) : "";
    const sure = one.confidence == null ? "" : t("{n} sure", { n: percent(one.confidence) });
    return el(
      "p",
      { class: "rl-verdict" },
      el("span", { class: "rl-quiet rl-verdict-who" }, label),
      sign(one.family),
      el("strong", {}, t(one.word)),
      quiet([sure, by, t("leads to: {route}", { route: t(one.route) })].filter(Boolean).join(" · ")),
      one.memo ? el("span", {}, `“${one.memo}”`) : null,
    );
  }

  function showVerdicts(card) {
    fill(
      verdicts,
      card.machine ? verdict(t("Suggested"), card.machine) : null,
      card.person ? verdict(t("Decided"), card.person) : null,
      card.machine || card.person ? null : el("p", { class: "rl-quiet" }, t("The next run will judge this theme.")),
    );
    fill(
      why,
      card.evidence
        ? el("p", {}, card.line.reshaped ? quiet(`${t("As the last run found it:")} `) : null, card.evidence)
        : null,
    );
    why.hidden = !why.children.length;
  }

  function causes(one) {
    if (!one.cause && !one.final) return t("no cause");
    if (one.cause === one.final) return t(one.final);
    return t("{words} by the words, {end} in the end", {
      words: t(one.cause || "no cause"),
      end: t(one.final || "no cause"),
    });
  }

  function showStatement(one) {
    const box = el("input", {
      type: "checkbox",
      "aria-label": t("Tick: {words}", { words: one.words }),
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
          el("span", {}, `${[causes(one), t(one.kind), t("from {what}", { what: t(one.decided_by) })].filter(Boolean).join(" · ")} ·`),
          el("span", { class: "rl-whole-word" }, t(one.speaker)),
          one.moved ? el("span", { class: "rl-state" }, t("moved here")) : null,
          view.app ? way(t("At the coding desk"), () => send("statements", { statements: [one.statement_id] })) : null,
        ),
        one.facts.length ? factsOf(one) : null,
      ),
    );
  }

  /** What the files show of a statement: of a hundred folds few are opened, so it is drawn then. */
  function factsOf(one) {
    const summary = el("summary", {}, t("What the files show of it ({n})", { n: one.facts.length }));
    const fold = el("details", { ontoggle: () => fold.open && fill(fold, summary, ...one.facts.map(factBox)) }, summary);
    return fold;
  }

  function showStatements(card) {
    const rows = card.statements.map(showStatement);
    if (card.more) rows.push(el("li", { class: "rl-quiet" }, t("and {n} more", { n: card.more }), " ", button("", t("Show more"), () => send("more"))));
    fill(said, ...rows);
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
    const memo = panel.querySelector(".rl-why-memo");
    form = "";
    send("confirm", { memo: memo ? carry(memo) : "" });
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
        el("option", { value: "" }, t("choose a theme")),
        none ? el("option", { value: "-" }, none) : null,
        ...others.map((one) => el("option", { value: one.value }, `${one.value}  ${one.label}`)),
      ),
    );
  }

  const forms = {
    rename: () => {
      const { theme_id, title } = view.card.line;
      const field = el("input", { type: "text", class: "rl-text", value: title, "data-kept": `title ${theme_id}` });
      return [
        el("label", { class: "rl-form" }, el("span", {}, t("New title")), field),
        button("Enter", t("Show what changes"), () => send("rename", { text: carry(field) })),
      ];
    },
    merge: () => [target(t("Merge this theme into"), "", (theme) => send("merge", { theme }))],
    move: () =>
      ticked.size
        ? [
            target(many(ticked.size, "Move {n} statement to", "Move {n} statements to"), t("no theme"), (theme) =>
              send("move", { theme: theme === "-" ? "" : theme, statements: [...ticked] }),
            ),
          ]
        : [el("p", {}, t("Tick the statements that belong elsewhere, then choose where they go."))],
    verdict: () => [causeButtons(desk, words, (value) => send("verdict", { value }), t("Verdict")).element],
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
    const size = (n, people) =>
      n ? t("{statements} of {people}", { statements: n, people: many(people, "{n} person", "{n} people") }) : t("none");
    const heads = [t("theme"), t("statements now"), t("then")];
    return el(
      "table",
      { class: "rl-table" },
      el("thead", {}, el("tr", {}, ...heads.map((name) => el("th", { scope: "col" }, name)))),
      el(
        "tbody",
        {},
        ...plan.effects.map((one) =>
          el(
            "tr",
            {},
            el("td", {}, `${one.theme_id}  ${one.statements_before ? one.title : t("(new)")}`),
            el("td", {}, size(one.statements_before, one.people_before)),
            el("td", {}, size(one.statements_after, one.people_after)),
          ),
        ),
      ),
    );
  }

  function planned(plan) {
    const reason = t("Why, in your words");
    return [
      el("p", { class: "rl-plan", role: "status" }, plan.sentence),
      plan.action === "split"
        ? el("div", { class: "rl-parts" }, part(t("Leaves"), plan.apart, true), part(t("Stays"), plan.stay, false))
        : effects(plan),
      el(
        "div",
        { class: "rl-form" },
        el("input", { type: "text", class: "rl-text rl-why-memo", "data-kept": "why", placeholder: reason, "aria-label": reason }),
        button("Enter", t("Do it"), confirm, "rl-primary rl-do"),
        button("Esc", t("Leave"), leave),
      ),
    ].filter(Boolean);
  }

  function showPanel() {
    const shown = view.plan ? planned(view.plan) : form && view.card ? forms[form]() : [];
    const had = panel.contains(document.activeElement);
    panel.replaceChildren(...shown);
    if (shown.length && !view.plan) panel.append(button("Esc", t("Leave"), leave));
    panel.hidden = !shown.length;
    if (had) (panel.querySelector(view.plan ? ".rl-do" : "input, select, button") ?? desk.root).focus();
  }

  // -------------------------------------------------------------------------- facts, curve
  function curve() {
    if (view.curve.length < 2) return [];
    const best = Math.max(...view.curve.map((one) => one.silhouette), 0.001);
    const bars = view.curve.map((one) => {
      const filled = el("span", { class: one.k === view.chosen ? "rl-chosen" : "" });
      filled.style.height = `${Math.max(2, (100 * Math.max(one.silhouette, 0)) / best)}%`;
      return el(
        "li",
        { title: `${many(one.k, "{n} theme", "{n} themes")}: ${number(one.silhouette, 3)}` },
        el("span", { class: "rl-column" }, filled),
        el("span", { class: one.k === view.chosen ? "" : "rl-quiet" }, String(one.k)),
      );
    });
    return [
      el("ol", { class: "rl-curve", "aria-label": t("How well the statements part into k groups") }, ...bars),
      el(
        "p",
        { class: "rl-quiet" },
        t("Higher parts better. The last run chose {k}.", { k: view.chosen }),
      ),
    ];
  }

  function showAside(card) {
    fill(
      aside,
      section(t("What would change the verdict"), card.would_overturn ? [el("p", {}, card.would_overturn)] : []),
      section(t("What the files show"), card.facts.map(factBox)),
      section(t("Likeliest causes"), card.likely.map((one) => likelyRow(words, one))),
      section(t("Decisions so far"), card.decisions.map(decisionLine)),
      section(t("How many themes"), curve(), view.own ? ownForm(desk, view, view.own) : null),
    );
  }

  // -------------------------------------------------------------------------------- a view
  function show(message) {
    view = message.view;
    desk.show(view);
    const { card, tally: now } = view;
    const waiting = now.waiting
      ? `, ${many(now.waiting, "{n} change reaches the reports with the next run", "{n} changes reach the reports with the next run")}`
      : "";
    desk.progress(now.judged, now.of, `${t("{done} of {of} judged by a person", { done: now.judged, of: now.of })}${waiting}`);
    desk.search.showText(view.words);
    desk.showEmpty(
      card
        ? ""
        : now.of
          ? t("No theme holds these words. Empty the search (/) to see all themes.")
          : t("This review has no themes yet: they need complaints, proposals or questions. Run it on a folder with answers or conversations."),
    );
    if (!card) return;
    const moved = card.line.theme_id !== shownTheme;
    if (moved) {
      ticked.clear();
      if (!view.plan) form = "";
      shownTheme = card.line.theme_id;
    }
    list.show({
      rows: view.lines,
      position: view.lines.findIndex((line) => line.theme_id === card.line.theme_id),
    });
    pin.querySelector(".rl-label").textContent = card.line.pinned ? t("Let go") : t("Pin");
    showHeading(card);
    showVerdicts(card);
    const place = said.scrollTop;
    showStatements(card);
    said.scrollTop = moved ? 0 : place;
    showAside(card);
    showPanel();
  }

  // ---------------------------------------------------------------------------------- keys
  function inField(event) {
    if (event.key === "Escape") leave();
    else if (event.key === "Enter" && view.plan) confirm();
    else if (event.key === "Enter" && form === "rename") send("rename", { text: carry(event.target) });
    else return false;
    return true;
  }

  const withCard = (action) => () => view?.card && action();
  for (const [name, action] of [
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
    ...words.causes.map((one) => [one.key, () => send("verdict", { value: one.value })]),
  ]) {
    keymap.set(name, withCard(action));
  }
  return show;
}

export default { render: screen(buildBoard) };
