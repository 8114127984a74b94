// The navigation of the app: one row of links, the language, and whose review it is.

function buildNavigation(model, host, words) {
  const review = el("span", { class: "rl-app-review" });
  const links = el("ol", { class: "rl-app-links" });
  const trouble = el("p", { class: "rl-trouble", role: "alert", hidden: true });
  const languages = menu(t("Language"), Object.entries(words.languages), words.language, (language) =>
    model.send({ do: "language", language }),
  );
  const root = el(
    "nav",
    { class: "rl-app", "aria-label": t("Steps of the review"), "data-lm-suppress-shortcuts": "true" },
    el("div", { class: "rl-app-bar" }, el("span", { class: "rl-app-name" }, "Relaunch"), review, links, languages),
    trouble,
  );

  function link(one, here) {
    return el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          class: "rl-app-link",
          "data-title": one.title,
          "aria-current": one.name === here ? "page" : null,
          onclick: () => model.send({ do: "go", screen: one.name }),
        },
        one.title,
      ),
    );
  }

  host.append(root);
  return ({ view }) => {
    const had = links.contains(document.activeElement);
    review.textContent = view.review;
    fill(links, ...view.screens.map((one) => link(one, view.here)));
    languages.value = view.language;
    trouble.textContent = view.trouble;
    trouble.hidden = !view.trouble;
    if (had) links.querySelector("[aria-current]")?.focus();
  };
}

export default { render: screen(buildNavigation) };
