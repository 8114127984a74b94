// The navigation of the app: one row of links, the language, and whose review it is.

/** A screen that is not there after so many milliseconds is said to be opening. */
const SLOW = 400;

function buildNavigation(model, host, words) {
  const review = el("span", { class: "rl-app-review" });
  const links = el("ol", { class: "rl-app-links" });
  const trouble = el("p", { class: "rl-trouble", role: "alert", hidden: true });
  const opening = el("span", { class: "rl-app-opening", role: "status" });
  let slow = 0;
  const languages = menu(t("Language"), Object.entries(words.languages), words.language, (language) =>
    model.send({ do: "language", language }),
  );
  const root = el(
    "nav",
    { class: "rl-app", "aria-label": t("Steps of the review"), "data-lm-suppress-shortcuts": "true" },
    el("div", { class: "rl-app-bar" }, el("span", { class: "rl-app-name" }, "Relaunch"), review, links, opening, languages),
    trouble,
  );

  /** Where one goes is shown at once; a screen that takes longer to be made is said to be opening. */
  function go(one, clicked) {
    for (const each of links.querySelectorAll("[data-goes]")) each.removeAttribute("data-goes");
    clicked.setAttribute("data-goes", "");
    clearTimeout(slow);
    slow = setTimeout(() => (opening.textContent = t("{screen} opens …", { screen: one.title })), SLOW);
    model.send({ do: "go", screen: one.name });
  }

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
          onclick: (event) => go(one, event.currentTarget),
        },
        one.title,
      ),
    );
  }

  host.append(root);
  return ({ view }) => {
    const had = links.contains(document.activeElement);
    clearTimeout(slow);
    opening.textContent = "";
    review.textContent = view.review;
    fill(links, ...view.screens.map((one) => link(one, view.here)));
    languages.value = view.language;
    trouble.textContent = view.trouble;
    trouble.hidden = !view.trouble;
    if (had) links.querySelector("[aria-current]")?.focus();
  };
}

export default { render: screen(buildNavigation) };
