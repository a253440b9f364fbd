import type { CallHandler, BusSignal } from '../../host/bus/session-bus.ts';
import { markupText } from '../../present/words/markup-text.ts';
import type { IconStyle } from '../icon-colours.ts';
import { iconKey } from '../meter-icon.ts';
import type { TrayModel } from '../tray-model.ts';
import { iconPixmaps, type Pixmap } from './icon-pixmaps.ts';

export const itemPath = '/StatusNotifierItem';
export const menuPath = '/StatusNotifierItem/Menu';
const itemInterface = 'org.kde.StatusNotifierItem';

/** What the item shows beside its icon. */
type ItemTexts = Pick<TrayModel, 'tooltip' | 'title'>;

/** The icon as the panel asks for it. Specification: freedesktop.org, StatusNotifierItem; Ayatana's label is an addition of Ubuntu's. */
export type StatusItem = {
  readonly answer: CallHandler;
  /** Takes a new model; the signals that tell the panel what changed. */
  update(model: TrayModel, style: IconStyle): readonly BusSignal[];
};

export type ItemCallbacks = { readonly activate: () => void; readonly secondary: () => void };

type Property = readonly [signature: string, value: unknown];

/** `callbacks.activate` is a left click where the panel does not open the menu itself, `secondary` a middle click. */
export function createStatusItem(
  model: TrayModel,
  style: IconStyle,
  callbacks: ItemCallbacks,
): StatusItem {
  let shown = { key: '', pixmaps: [] as readonly Pixmap[], texts: model as ItemTexts };
  const update = (next: TrayModel, nextStyle: IconStyle): BusSignal[] => {
    const before = shown;
    const key = `${iconKey(next.icon)} ${nextStyle.background} ${nextStyle.colouring}`;
    shown = {
      key,
      pixmaps: key === before.key ? before.pixmaps : iconPixmaps(next.icon, nextStyle),
      texts: { tooltip: next.tooltip, title: next.title },
    };
    return [
      ...(key === before.key ? [] : [itemSignal('NewIcon')]),
      ...(next.tooltip.join('\n') === before.texts.tooltip.join('\n')
        ? []
        : [itemSignal('NewToolTip')]),
      ...(next.title === before.texts.title
        ? []
        : [itemSignal('XAyatanaNewLabel', 'ss', [next.title, labelGuide])]),
    ];
  };
  update(model, style);
  return {
    update,
    answer: (call) => answerItem(call, () => properties(shown.pixmaps, shown.texts), callbacks),
  };
}

/** The widest text the label comes to, so that the panel does not jump. */
const labelGuide = '100%';

function properties(
  pixmaps: readonly Pixmap[],
  { tooltip, title }: ItemTexts,
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
    // The title is plain, what stands below it is markup.
    ToolTip: ['(sa(iiay)ss)', ['', [], head, lines.map(markupText).join('\n')]],
    // The menu is all there is: a left click opens it, too.
    ItemIsMenu: ['b', true],
    Menu: ['o', menuPath],
    XAyatanaLabel: ['s', title],
    XAyatanaLabelGuide: ['s', labelGuide],
    XAyatanaOrderingIndex: ['u', 0],
  };
}

type Answer = ReturnType<CallHandler>;

function answerItem(
  { interface: asked, member, body }: Parameters<CallHandler>[0],
  read: () => Record<string, Property>,
  callbacks: ItemCallbacks,
): Answer {
  if (asked === 'org.freedesktop.DBus.Properties') return answerProperties(member, body, read());
  if (asked === 'org.freedesktop.DBus.Introspectable' && member === 'Introspect')
    return { signature: 's', body: [introspection] };
  if (asked !== itemInterface) return undefined;
  if (member === 'Activate') callbacks.activate();
  else if (member === 'SecondaryActivate') callbacks.secondary();
  else if (!['ContextMenu', 'Scroll', 'ProvideXdgActivationToken'].includes(member))
    return undefined;
  return { signature: '', body: [] };
}

function answerProperties(
  member: string,
  body: readonly unknown[],
  all: Record<string, Property>,
): Answer {
  if (member === 'GetAll') return { signature: 'a{sv}', body: [Object.entries(all)] };
  const property =
    member === 'Get' && typeof body[1] === 'string' && Object.hasOwn(all, body[1])
      ? all[body[1]]
      : undefined;
  return property === undefined ? undefined : { signature: 'v', body: [property] };
}

function itemSignal(member: string, signature?: string, body?: readonly unknown[]): BusSignal {
  const values = signature === undefined || body === undefined ? {} : { signature, body };
  return { path: itemPath, interface: itemInterface, member, ...values };
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
