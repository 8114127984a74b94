// The reports: one document at hand, for whom and how, what is held back, and texts to rewrite.

function buildReport(model, host) {
  let view = null;
  let waiting = 0;
  const desk = frame(model, host, {
    name: "report",
    title: t("Report"),
    keys: [
      ["1 – 3", t("choose a document")],
      ["w", t("write the files")],
    ],
  });
  const { send, button, keymap, body } = desk;
  const order = el("div", { class: "rl-rail rl-report-order" });
  const page = el("div", { class: "rl-report-page", tabindex: "0", role: "region", "aria-label": t("Preview") });
  const aside = el("aside", { class: "rl-evidence" });
  body.append(order, page, aside);

  function check(label, checked, action) {
    return el(
      "label",
      { class: "rl-report-check" },
      el("input", { type: "checkbox", checked, onchange: action }),
      el("span", {}, label),
    );
  }

  function showOrder() {
    fill(
      order,
      section(
        t("Document"),
        ...view.documents.map((one, at) =>
          el(
            "button",
            {
              type: "button",
              class: "rl-pick rl-report-choice",
              "aria-current": view.document === one.key ? "true" : null,
              onclick: () => send("choose", { document: one.key }),
            },
            key(String(at + 1)),
            el("span", {}, t(NAMES[one.key])),
            quiet(t(one.for)),
          ),
        ),
      ),
      section(
        t("Formats"),
        ...view.formats.map((one) =>
          check(one.name.toUpperCase(), one.chosen, () => send("toggle", { format: one.name })),
        ),
      ),
      section(
        t("Language and reader"),
        menu(t("Language"), view.tongues.map(([code, word]) => [code, t(word)]), view.tongue, (tongue) => send("speak", { tongue })),
        menu(
          t("Reader"),
          [
            ["share", t("to pass on")],
            ["confidential", t("for the reviewer alone")],
          ],
          view.edition,
          (edition) => send("edition", { edition }),
        ),
        check(t("Draft: with what nobody has reviewed, stamped on every page"), view.draft, (event) =>
          send("stamp", { draft: event.target.checked }),
        ),
      ),
      section(
        t("Brand template"),
        el("input", {
          type: "text",
          class: "rl-text",
          "aria-label": t("Brand template"),
          placeholder: t("path of a .docx, .dotx, .pptx or .potx"),
          value: view.template,
          onchange: (event) => send("dress", { template: event.target.value }),
        }),
      ),
      view.work.name
        ? el("p", { role: "status" }, t("Writing the files…"))
        : button("w", t("Write the files"), () => send("write"), "rl-primary"),
      section(
        t("Written"),
        ...view.written.map((path) => el("p", { class: "rl-report-path" }, path)),
      ),
    );
    clearTimeout(waiting);
    if (view.work.name) waiting = setTimeout(() => host.isConnected && send("tick"), 500);
  }

  function showPage() {
    fill(
      page,
      view.stamp ? el("p", { class: "rl-report-stamp" }, view.stamp) : null,
      el("p", { class: "rl-quiet" }, view.title),
      ...view.preview.map(([kind, words]) => el("p", { class: `rl-report-${kind}` }, words)),
    );
  }

  function showText(one) {
    const field = el("textarea", { class: "rl-text", rows: 3, "aria-label": one.key }, one.shown);
    return el(
      "details",
      { open: Boolean(one.stale) },
      el("summary", {}, el("span", {}, one.shown), one.rewritten ? quiet(` ${t("rewritten")}`) : null),
      one.stale ? el("p", { class: "rl-report-stale" }, t("Look again: {why}", { why: one.stale })) : null,
      one.rewritten ? el("p", { class: "rl-quiet" }, `${t("Draft")}: ${one.draft}`) : null,
      field,
      el(
        "div",
        { class: "rl-report-buttons" },
        button("", t("Keep this text"), () => send("rewrite", { key: one.key, text: field.value })),
        one.rewritten ? button("", t("Back to the draft"), () => send("rewrite", { key: one.key, text: "" })) : null,
      ),
    );
  }

  function showQuote(one) {
    const field = el(
      "textarea",
      { class: "rl-text", rows: 2, "aria-label": t("Your translation of {key}", { key: one.key.replace("quote.", "") }) },
      one.shown,
    );
    return el(
      "details",
      { open: one.rewritten },
      el("summary", {}, el("span", {}, `“${one.draft}”`), quiet(` ${one.language}`)),
      field,
      el(
        "div",
        { class: "rl-report-buttons" },
        button("", t("Keep this translation"), () => send("rewrite", { key: one.key, text: field.value })),
        one.rewritten ? button("", t("Without a translation"), () => send("rewrite", { key: one.key, text: "" })) : null,
      ),
    );
  }

  function showAside() {
    const quotes = view.texts.filter((one) => one.language);

    fill(
      aside,
      section(
        t("Held back, and why"),
        ...view.withheld.map((one) => el("p", {}, el("strong", {}, one.what), quiet(` ${one.why}`))),
      ),
      section(t("Texts that you may rewrite"), ...view.texts.filter((one) => !one.language).map(showText)),
      quotes.length
        ? section(
            t("Quotes in another language"),
            el("p", { class: "rl-quiet" }, t("They stay as they were said; your translation stands below them.")),
            ...quotes.map(showQuote),
          )
        : null,
    );
  }

  for (const at of [1, 2, 3]) keymap.set(String(at), () => view && send("choose", { document: view.documents[at - 1].key }));
  keymap.set("w", () => view && !view.work.name && send("write"));

  return (message) => {
    view = message.view;
    desk.show(view);
    showOrder();
    showPage();
    showAside();
  };
}

const NAMES = { report: "Review report", session: "Session pack", plan: "Relaunch plan" };

export default { render: screen(buildReport) };
