/** Windows whose keys are the page's: its own, and each phone's frame. */

/** @type {(event: KeyboardEvent) => void} */
let hear = () => {};

/**
 * Says who hears the keys.
 * @param {(event: KeyboardEvent) => void} listener
 */
export function onKey(listener) {
  hear = listener;
}

/**
 * Lets the keys pressed in a window act.
 * @param {Window} window
 */
export function hearKeysOf(window) {
  window.addEventListener('keydown', event => hear(event));
}
