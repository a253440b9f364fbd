import type { BusSignal, CallHandler, IncomingCall } from '../../host/bus/session-bus.ts';
import { markupText } from '../../present/words/clean-text.ts';
import type { IconStyle } from '../icon-colours.ts';
import { iconKey } from '../meter-icon.ts';
import type { TrayModel } from '../tray-model.ts';
import { iconPixmaps, type Pixmap } from './icon-pixmaps.ts';

export const itemPath = '/StatusNotifierItem';
export const menuPath = '/StatusNotifierItem/Menu';
const itemInterface = 'org.kde.StatusNotifierItem';

/** The widest usual label, so that the panel does not resize. */
const labelGuide = '100%';

export type ItemCallbacks = {
  /** A left click, from panels that do not open the menu themselves. */
  readonly activate: () => void;
  /** A middle click. */
  readonly secondary: () => void;
};

type Property = readonly [signature: string, value: unknown];
type Result = ReturnType<CallHandler>;

/**
 * The icon as panels read it. Specification: freedesktop.org, StatusNotifierItem; the label is an
 * extension of Ubuntu (Ayatana).
 */
export class StatusItem {
  readonly #callbacks: ItemCallbacks;
  #texts: Pick<TrayModel, 'tooltip' | 'title'>;
  #pixmaps: readonly Pixmap[];
  #pictureKey: string;

  constructor(model: TrayModel, style: IconStyle, callbacks: ItemCallbacks) {
    this.#callbacks = callbacks;
    this.#texts = model;
    this.#pixmaps = iconPixmaps(model.icon, style);
    this.#pictureKey = pictureKey(model, style);
  }

  /** Shows a new model. Returns the signals that tell the panel what changed. */
  update(model: TrayModel, style: IconStyle): readonly BusSignal[] {
    const signals: BusSignal[] = [];
    const before = this.#texts;
    const key = pictureKey(model, style);
    if (key !== this.#pictureKey) {
      this.#pictureKey = key;
      this.#pixmaps = iconPixmaps(model.icon, style);
      signals.push(itemSignal('NewIcon'));
    }
    if (model.tooltip.join('\n') !== before.tooltip.join('\n'))
      signals.push(itemSignal('NewToolTip'));
    if (model.title !== before.title)
      signals.push(itemSignal('XAyatanaNewLabel', 'ss', [model.title, labelGuide]));
    this.#texts = { tooltip: model.tooltip, title: model.title };
    return signals;
  }

  handle(call: IncomingCall): Result {
    if (call.interface === 'org.freedesktop.DBus.Properties') return this.#readProperties(call);
    if (call.interface === 'org.freedesktop.DBus.Introspectable')
      return call.member === 'Introspect' ? { signature: 's', body: [introspection] } : undefined;
    if (call.interface !== itemInterface) return undefined;
    if (call.member === 'Activate') this.#callbacks.activate();
    else if (call.member === 'SecondaryActivate') this.#callbacks.secondary();
    else if (!ignoredMethods.has(call.member)) return undefined;
    return { signature: '', body: [] };
  }

  #readProperties({ member, body }: IncomingCall): Result {
    const properties = itemProperties(this.#pixmaps, this.#texts);
    if (member === 'GetAll') return { signature: 'a{sv}', body: [Object.entries(properties)] };
    const name = body[1];
    const isKnown = typeof name === 'string' && Object.hasOwn(properties, name);
    if (member !== 'Get' || !isKnown) return undefined;
    return { signature: 'v', body: [properties[name]] };
  }
}

const ignoredMethods = new Set(['ContextMenu', 'Scroll', 'ProvideXdgActivationToken']);

function pictureKey({ icon }: TrayModel, { background, colouring }: IconStyle): string {
  return `${iconKey(icon)} ${background} ${colouring}`;
}

function itemProperties(
  pixmaps: readonly Pixmap[],
  { tooltip, title }: Pick<TrayModel, 'tooltip' | 'title'>,
): Record<string, Property> {
  const [head = 'KimiBar', ...lines] = tooltip;
  return {
    Category: ['s', 'ApplicationStatus'],
    Id: ['s', 'kimibar'],
    Title: ['s', 'KimiBar'],
    Status: ['s', 'Active'],
    WindowId: ['i', 0],
    IconThemePath: ['s', ''],
    IconName: ['s', ''],
    IconPixmap: ['a(iiay)', pixmaps],
    OverlayIconName: ['s', ''],
    OverlayIconPixmap: ['a(iiay)', []],
    AttentionIconName: ['s', ''],
    AttentionIconPixmap: ['a(iiay)', []],
    AttentionMovieName: ['s', ''],
    // The tooltip's title is plain text, its body is markup.
    ToolTip: ['(sa(iiay)ss)', ['', [], head, lines.map(markupText).join('\n')]],
    // A left click opens the menu, too.
    ItemIsMenu: ['b', true],
    Menu: ['o', menuPath],
    XAyatanaLabel: ['s', title],
    XAyatanaLabelGuide: ['s', labelGuide],
    XAyatanaOrderingIndex: ['u', 0],
  };
}

function itemSignal(member: string, signature?: string, body?: readonly unknown[]): BusSignal {
  return { path: itemPath, interface: itemInterface, member, signature, body };
}

const introspection = [
  '<node><interface name="org.kde.StatusNotifierItem">',
  ...[
    'Category',
    'Id',
    'Title',
    'Status',
    'IconThemePath',
    'IconName',
    'OverlayIconName',
    'AttentionIconName',
    'AttentionMovieName',
  ].map((name) => `<property name="${name}" type="s" access="read"/>`),
  ...['IconPixmap', 'OverlayIconPixmap', 'AttentionIconPixmap'].map(
    (name) => `<property name="${name}" type="a(iiay)" access="read"/>`,
  ),
  '<property name="WindowId" type="i" access="read"/><property name="ToolTip" type="(sa(iiay)ss)" access="read"/>',
  '<property name="ItemIsMenu" type="b" access="read"/><property name="Menu" type="o" access="read"/>',
  ...['Activate', 'SecondaryActivate', 'ContextMenu'].map(
    (name) =>
      `<method name="${name}"><arg type="i" direction="in"/><arg type="i" direction="in"/></method>`,
  ),
  '<method name="Scroll"><arg type="i" direction="in"/><arg type="s" direction="in"/></method>',
  '<signal name="NewIcon"/><signal name="NewToolTip"/>',
  '</interface></node>',
].join('');
