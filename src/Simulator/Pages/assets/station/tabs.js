/** On narrow screens one part of the page at a time, chosen by tabs; on wide ones all at once. */
import { h } from '../shared/dom.js';
import { labelled, said, set } from './view.js';

const WIDE = matchMedia('(min-width: 1100px)');
const KEPT = 'temp-identity.station.tab';

/**
 * @param {{name: string, title: {en, zh}, panels: HTMLElement[]}[]} parts
 * @returns {{element: HTMLElement, open: (name: string) => void}} the row of tabs
 */
export function tabs(parts) {
  const presses = parts.map(part => {
    const press = said(
      'button',
      { type: 'button', role: 'tab', id: `tab-${part.name}`, 'aria-controls': part.panels.map(panel => panel.id).join(' ') },
      part.title
    );
    press.addEventListener('click', () => open(part.name));
    return press;
  });
  const element = labelled(h('div', { class: 'tabs', role: 'tablist' }, ...presses), { en: 'Parts of the station', zh: '车站各部分' });
  element.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (presses.indexOf(document.activeElement) + step + presses.length) % presses.length;
    open(parts[next].name);
    presses[next].focus();
    event.preventDefault();
  });
  let chosen = parts.some(part => part.name === sessionStorage.getItem(KEPT)) ? sessionStorage.getItem(KEPT) : parts[0].name;
  function open(name) {
    chosen = name;
    sessionStorage.setItem(KEPT, name);
    arrange();
    scrollTo({ top: 0 });
  }
  function arrange() {
    element.hidden = WIDE.matches;
    for (const [index, part] of parts.entries()) {
      const here = part.name === chosen;
      set(presses[index], 'aria-selected', String(here));
      presses[index].tabIndex = here ? 0 : -1;
      for (const panel of part.panels) arrangePanel(panel, part, here);
    }
  }
  WIDE.addEventListener('change', arrange);
  arrange();
  return { element, open };
}

/** A panel that is away stays in the document, so that its phones go on running. */
function arrangePanel(panel, part, here) {
  panel.classList.toggle('away', !WIDE.matches && !here);
  if (WIDE.matches) {
    panel.removeAttribute('role');
    panel.removeAttribute('aria-labelledby');
  } else {
    set(panel, 'role', 'tabpanel');
    set(panel, 'aria-labelledby', `tab-${part.name}`);
  }
}
