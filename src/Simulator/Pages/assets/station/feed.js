/** The station as the server tells it: one whole snapshot at a time. Parts of the page listen; none keeps a second truth. */

import { worldClock } from '../shared/world-clock.js';

/** @type {object|null} the newest snapshot */
let snapshot = null;
const listeners = new Set();

/**
 * Takes a snapshot and tells every listener.
 * @param {object} next as `GET /station/v1/state` answers
 */
export function take(next) {
  snapshot = next;
  worldClock.learn(next);
  for (const listener of listeners) listener(next);
}

/** The newest snapshot; null before the first one. */
export function current() {
  return snapshot;
}

/**
 * Calls on every snapshot, and at once when there is one.
 * @param {(snapshot: object) => void} listener
 */
export function onSnapshot(listener) {
  listeners.add(listener);
  if (snapshot) listener(snapshot);
}

/** The world's time in Unix milliseconds. */
export function worldNow() {
  return worldClock.now();
}

/**
 * A lane of the newest snapshot.
 * @param {string} id
 * @returns {object|undefined}
 */
export function laneOf(id) {
  return snapshot?.lanes.find(lane => lane.id === id);
}
