// Home: the numbered path, what changed since the last run, what is worth most now, and history.

const MARKS = {
  todo: ["○", "nothing yet"],
  suggested: ["◐", "suggested"],
  started: ["◑", "begun"],
  look: ["!", "needs you"],
  done: ["✓", "done"],
};

function buildHome(model, host, words) {
  let view;
  let waiting = 0;
  const desk = frame(model, host, {
    name: "home",
    title: t("Review"),
    keys: [
      ["1 … 9", "go to a step of the path"],
      ["Enter", "do what is next"],
      ["r", "run the review again"],
    ],
  });
  const { send, button, keymap } = desk;
  const next = el("div", { class: "rl-next" });
  const path = el("ol", { class: "rl-path" });
  const since = el("div", { class: "rl-since" });
  const history = el("ol", { class: "rl-history", tabindex: "0", "aria-label": t("History") });
  const work = el("div", { class: "rl-running", hidden: true });
  const running = workBox(work, button, t("Running"), () => send("stop"));
  const more = el("p", { class: "rl-quiet" });
  const earlier = button("", t("Show earlier ones"), () => send("earlier"));
  desk.body.append(
    el("div", { class: "rl-home-main" }, next, work, path),
    el(
      "aside",
      { class: "rl-evidence", "aria-label": t("What changed, and history") },
      since,
      el("section", {}, el("p", { class: "rl-family-name" }, t("History")), history, more, earlier),
    ),
  );

  const go = (name) => (name === "run" ? send("run") : send("open", { screen: name }));

  function showStep(step, place) {
    const [mark, said] = MARKS[step.mark];
    const inside = [
      el("span", { class: "rl-step-number" }, String(place + 1)),
      el("span", { class: "rl-step-name" }, step.title),
      el("span", { class: "rl-step-says" }, step.says),
      el("span", { class: `rl-step-mark rl-at-${step.mark}` }, `${mark} ${t(said)}`),
    ];
    return el(
      "li",
      {},
      view.app
        ? el("button", { type: "button", class: "rl-step", onclick: () => go(step.screen) }, ...inside)
        : el("div", { class: "rl-step" }, ...inside),
    );
  }

  function showNext() {
    const one = view.next;
    fill(
      next,
      el("p", { class: "rl-next-label" }, t("Next")),
      el("p", { class: "rl-next-says" }, one.says),
      view.app || one.screen === "run"
        ? button("Enter", one.screen === "run" ? t("Run again") : t("Go to {step}", { step: one.title }), () => go(one.screen), "rl-primary")
        : null,
    );
    next.hidden = Boolean(view.work.name);
  }

  function showWork() {
    const { name, room, text, share } = view.work;
    work.hidden = !name;
    if (!name) return;
    running.show(t("Running: {room}", { room: t(room || "beginning") }));
    running.progress(share, text);
    clearTimeout(waiting);
    waiting = setTimeout(() => host.isConnected && send("tick"), 500);
  }

  function showSince() {
    const { run_at, decisions, files, settings, anything } = view.since;
    const rows = [
      ...decisions.map(([about, n]) => el("p", {}, many(n, `{n} decision on: ${about}`, `{n} decisions on: ${about}`))),
      ...settings.map((one) => el("p", { class: "rl-cut", title: one }, t("review.toml: {what}", { what: one }))),
      ...files.map(([file, how]) => el("p", { class: "rl-cut", title: file }, `${t(how)}: ${file}`)),
    ];
    fill(
      since,
      section(
        run_at ? t("Since the run of {time}", { time: run_at }) : t("Never run yet"),
        run_at && !anything && view.next.screen !== "run" ? [el("p", { class: "rl-quiet" }, t("Nothing changed: tables and reports are up to date."))] : rows,
        run_at && view.next.screen !== "run" ? [button("r", t("Run again"), () => send("run"))] : [],
        run_at ? [] : [el("p", { class: "rl-quiet" }, t("Read a folder first: step 1."))],
      ),
    );
  }

  function showEntry(row) {
    return el(
      "li",
      { class: row.undone ? "rl-entry rl-undone" : "rl-entry" },
      el(
        "div",
        {},
        el("p", {}, el("strong", {}, `${t(row.field)}: ${t(row.value)}`), row.undone ? quiet(` ${t("(taken back)")}`) : null),
        el("p", { class: "rl-quiet" }, joined(`${t(row.about)} ${row.subject_id}`, row.coder, row.at)),
        row.memo ? el("p", {}, row.memo) : null,
      ),
      row.can_undo
        ? el(
            "button",
            {
              type: "button",
              class: "rl-button",
              "aria-label": t("Undo {what}", { what: `${row.field} ${row.subject_id}` }),
              onclick: () => send("undo", { decision: row.decision_id }),
            },
            t("Undo"),
          )
        : null,
    );
  }

  keymap.set("Enter", () => view && !view.work.name && (view.app || view.next.screen === "run") && go(view.next.screen));
  keymap.set("r", () => view?.since.run_at && !view.work.name && send("run"));
  for (let n = 1; n <= 9; n += 1) keymap.set(String(n), () => view?.app && go(view.steps[n - 1].screen));

  return (message) => {
    view = message.view;
    desk.show(view);
    const done = view.steps.filter((one) => one.mark === "done").length;
    desk.progress(done, view.steps.length, t("{done} of {of} steps done", { done, of: view.steps.length }));
    showNext();
    showWork();
    fill(path, ...view.steps.map(showStep));
    showSince();
    fill(history, ...view.history.map(showEntry));
    history.hidden = !view.history.length;
    const left = view.decided - view.history.length;
    earlier.hidden = left <= 0;
    more.textContent = view.decided
      ? left > 0
        ? t("and {n} earlier ones", { n: left })
        : ""
      : t("Nobody has decided anything yet. Everything that is decided stands here, and can be taken back.");
  };
}

export default { render: screen(buildHome) };
