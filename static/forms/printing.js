/* The button that prints, which stays away where there is no script to do so. */

const button = document.querySelector("[data-print]");
button.classList.remove("is-waiting");
button.addEventListener("click", () => window.print());
