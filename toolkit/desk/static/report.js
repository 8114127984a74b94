// The reports: one document at hand as the page it will be, for whom and how, what is held back, what
// the numbers rest on, texts to rewrite, and the files that were written.

function buildReport(model, host) {
  let view = null;
  let waiting = 0;
  const desk = frame(model, host, {
    name: "report",
    title: t("Report"),
    keys: [
      ["1 2 3", "choose a document"],
      ["w", "write the files"],
      ["u", "undo your last text"],
    ],
    tools: [el("span", { class: "rl-report-write" })],
    inField: keepText,
  });
  const { send, button, keymap, body } = desk;
  const write = button("w", t("Write the files"), () => send("write"), "rl-primary");
  desk.root.querySelector(".rl-report-write").append(write);
  const order = el("div", { class: "rl-rail rl-report-order" });
  // The page runs nothing, opens nothing and knows nothing of this one: it is sandboxed without a word.
  const page = el("iframe", { class: "rl-report-page", sandbox: "", title: t("Preview") });
  const aside = el("aside", { class: "rl-evidence", tabindex: "0", "aria-label": t("What it rests on, and texts") });
  body.append(order, page, aside);
  let pageMark = "";
  let fresh = "";
  let numbersAsked = false;
  const unfolded = new Set();
  const picker = el("input", {
    type: "file",
    class: "rl-report-picker",
    accept: ".docx,.dotx,.pptx,.potx",
    tabindex: "-1",
    "aria-label": t("Choose a template"),
    onchange: () => upload(picker.files[0]),
  });
  body.append(picker);

  async function upload(file) {
    if (!file) return;
    send("begin_template");
    await inPieces(file, (piece) => send("piece", { name: file.name }, [piece]));
    send("end_template", { name: file.name });
    picker.value = "";
  }

  const behind = (one, label) => toBehind(send, view, { key: one.key, label, ids: one.statement_ids });
  const statements = (one) => behind(one, many(one.statements, "{n} statement", "{n} statements"));

  /** A fold that stays as it was over redraws. */
  function fold(name, open, ...children) {
    const toggled = (event) => unfolded[event.target.open ? "add" : "delete"](name);
    return el("details", { open: open || unfolded.has(name), ontoggle: toggled }, ...children);
  }

  function check(label, checked, action) {
    return el(
      "label",
      { class: "rl-report-check" },
      el("input", { type: "checkbox", checked, onchange: action }),
      el("span", {}, label),
    );
  }

  function showOrder() {
    const scrolled = order.scrollTop;
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
          "data-kept": "template",
          "aria-label": t("Path of a template"),
          placeholder: t("or its path: .docx, .dotx, .pptx, .potx"),
          onchange: (event) => send("dress", { template: event.target.value }),
        }),
        el(
          "div",
          { class: "rl-report-buttons" },
          button("", t("Choose a file"), () => picker.click()),
          view.template ? button("", t("Without it"), () => send("dress", { template: "" })) : null,
        ),
        view.template ? el("p", { class: "rl-report-template" }, `✓ ${view.template}`) : null,
      ),
      section(t("Files"), ...showFiles()),
    );
    order.scrollTop = scrolled;
    clearTimeout(waiting);
    if (view.work.name) waiting = setTimeout(() => host.isConnected && send("tick"), 500);
  }

  const WORKS = { write: "Writing the files…", check: "Looking through what was written…" };

  function showFiles() {
    if (view.work.name) return [el("p", { role: "status" }, t(WORKS[view.work.name]))];
    // What was just written comes into sight.
    if (view.fresh.join() !== fresh) requestAnimationFrame(() => (order.scrollTop = order.scrollHeight));
    fresh = view.fresh.join();
    const written = view.files.length > 0;
    return [
      written
        ? el("div", { class: "rl-report-path" }, writtenFiles(send, view.files))
        : el("p", { class: "rl-quiet" }, t("Nothing is written yet. Choose document, formats and reader above, then write the files: they are listed here to download.")),
      written ? button("", t("Look for names in what was written"), () => send("check")) : null,
      ...showProblems(),
    ];
  }

  function showProblems() {
    if (!view.problems) return [];
    const clean = t("Looked through everything in share/: nobody of the staff list is named there, no group is too small, and every table is whole.");
    if (!view.problems.length) return [el("p", { role: "status" }, `✓ ${clean}`)];
    const found = many(view.problems.length, "{n} thing to look at before you pass anything on:", "{n} things to look at before you pass anything on:");
    return [el("p", { class: "rl-report-stale", role: "status" }, `! ${found}`), el("ul", {}, ...view.problems.map((one) => el("li", {}, one)))];
  }

  function showPage() {
    page.title = joined(t("Preview"), view.title, view.stamp);
    if (view.page) [page.srcdoc, pageMark] = [view.page, view.page_mark];
    else if (view.page_mark !== pageMark) send("page");
  }

  const kept = (one) => `${view.tongue} ${one.key}`;
  const rewrite = (one, field) => carrying([field], () => send("rewrite", { key: one.key, text: field.value }));

  /** Ctrl and Enter keep a text, as the button below it does. */
  function keepText(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return false;
    event.target.closest("details")?.querySelector("button[data-keep]")?.click();
    return true;
  }

  function keepButton(label, one, field) {
    const made = button("", label, () => rewrite(one, field));
    made.dataset.keep = "";
    return made;
  }

  function showText(one) {
    const field = el("textarea", { class: "rl-text", rows: 3, "aria-label": one.key, "data-kept": kept(one) }, one.shown);
    return fold(
      one.key,
      Boolean(one.stale),
      el("summary", {}, el("span", {}, one.shown), one.rewritten ? quiet(` ${t("rewritten")}`) : null),
      one.theme ? el("p", {}, quiet(`${one.theme.key} `), statements(one.theme)) : null,
      one.stale ? el("p", { class: "rl-report-stale" }, t("Look again: {why}", { why: one.stale })) : null,
      one.rewritten ? el("p", { class: "rl-quiet" }, `${t("Draft")}: ${one.draft}`) : null,
      field,
      el(
        "div",
        { class: "rl-report-buttons" },
        keepButton(t("Keep this text"), one, field),
        one.rewritten ? button("", t("Back to the draft"), () => send("rewrite", { key: one.key, text: "" })) : null,
      ),
    );
  }

  function showQuote(one) {
    const field = el(
      "textarea",
      {
        class: "rl-text",
        rows: 2,
        "aria-label": t("Your translation of {key}", { key: one.key.replace("quote.", "") }),
        "data-kept": kept(one),
      },
      one.shown,
    );
    return fold(
      one.key,
      one.rewritten,
      el("summary", {}, el("span", {}, `“${one.draft}”`), quiet(` ${one.language}`)),
      field,
      el(
        "div",
        { class: "rl-report-buttons" },
        keepButton(t("Keep this translation"), one, field),
        one.rewritten ? button("", t("Without a translation"), () => send("rewrite", { key: one.key, text: "" })) : null,
      ),
    );
  }

  function showNumbers() {
    if (!numbersAsked) {
      return button("", t("Show the statements behind each number"), () => {
        numbersAsked = true;
        send("numbers");
      });
    }
    return view.numbers.map((one) =>
      el("p", { class: "rl-report-number" }, el("strong", {}, one.says), " ", statements(one), one.counted ? quiet(` ${one.counted}`) : null),
    );
  }

  function showAside() {
    const scrolled = aside.scrollTop;
    const quotes = view.texts.filter((one) => one.language);

    fill(
      aside,
      section(
        t("Held back, and why"),
        ...view.withheld.map((one) => el("p", {}, one.statements ? behind(one, one.what) : el("strong", {}, one.what), quiet(` ${one.why}`))),
      ),
      section(t("What the numbers rest on"), showNumbers()),
      section(
        t("Texts that you may rewrite"),
        el("div", { class: "rl-report-buttons" }, button("u", t("Undo"), () => send("undo"))),
        ...view.texts.filter((one) => !one.language).map(showText),
      ),
      quotes.length
        ? section(
            t("Quotes in another language"),
            el("p", { class: "rl-quiet" }, t("They stay as they were said; your translation stands below them.")),
            ...quotes.map(showQuote),
          )
        : null,
    );
    aside.scrollTop = scrolled;
  }

  for (const at of [1, 2, 3]) keymap.set(String(at), () => view && send("choose", { document: view.documents[at - 1].key }));
  keymap.set("u", () => send("undo"));
  keymap.set("w", () => view && !view.work.name && send("write"));

  return (message) => {
    view = message.view;
    desk.show(view);
    const nothing = t("There is nothing to report yet: a report tells what people said. Go to Files, read a folder with answers or conversations, and run the review.");
    desk.showEmpty(view.statements ? "" : nothing);
    write.disabled = Boolean(view.work.name);
    showOrder();
    showPage();
    showAside();
  };
}

const NAMES = { report: "Review report", session: "Session pack", plan: "Relaunch plan" };

export default { render: screen(buildReport) };
