/**
 * The helper program, for `/usr/bin/osascript -l JavaScript -e`. It reads lines of JSON on stdin
 * (`HelperMessage`), shows the last one, and writes events to stdout (`HelperEvent`). It quits when
 * stdin ends. Names and calls are AppKit's, as JavaScript for Automation maps them.
 */
export const helperScript = String.raw`
ObjC.import('Cocoa');

const app = $.NSApplication.sharedApplication;
app.setActivationPolicy($.NSApplicationActivationPolicyAccessory);
const item = $.NSStatusBar.systemStatusBar.statusItemWithLength(-1);
const input = $.NSFileHandle.fileHandleWithStandardInput;
const output = $.NSFileHandle.fileHandleWithStandardOutput;
// An open menu runs in a mode of its own, and must be updated as well.
const modes = $.NSArray.arrayWithObject($.NSDefaultRunLoopMode).arrayByAddingObject($.NSEventTrackingRunLoopMode);
let rest = $.NSMutableData.data;

function send(event) {
  output.writeData($(JSON.stringify(event) + '\n').dataUsingEncoding($.NSUTF8StringEncoding));
}

ObjC.registerSubclass({
  name: 'KimiBarDelegate',
  superclass: 'NSObject',
  protocols: ['NSMenuDelegate'],
  methods: {
    'clicked:': { types: ['void', ['id']], implementation: (row) => send({ click: ObjC.unwrap(row.representedObject) }) },
    'menuWillOpen:': { types: ['void', ['id']], implementation: () => send({ menu: 'opened' }) },
    'menuDidClose:': { types: ['void', ['id']], implementation: () => send({ menu: 'closed' }) },
    'arrived:': { types: ['void', ['id']], implementation: (note) => receive(note.userInfo.objectForKey($.NSFileHandleNotificationDataItem)) },
  },
});
const delegate = $.KimiBarDelegate.alloc.init;

const menu = $.NSMenu.alloc.init;
menu.autoenablesItems = false;
menu.delegate = delegate;
item.menu = menu;

// Data may end inside a line, or inside a character: only whole lines are read.
function receive(data) {
  if (Number(data.length) === 0) return app.terminate($());
  rest.appendData(data);
  const text = $.NSString.alloc.initWithDataEncoding(rest, $.NSUTF8StringEncoding);
  const lines = text.isNil() ? [] : ObjC.unwrap(text).split('\n');
  if (lines.length > 1) {
    rest = $.NSMutableData.data;
    rest.appendData($(lines.pop()).dataUsingEncoding($.NSUTF8StringEncoding));
    // Earlier messages are outdated.
    const last = lines.filter((line) => line !== '').pop();
    if (last !== undefined) show(JSON.parse(last));
  }
  input.readInBackgroundAndNotifyForModes(modes);
}

function show(message) {
  const bytes = $.NSData.alloc.initWithBase64EncodedStringOptions($(message.icon), 0);
  const image = $.NSImage.alloc.initWithData(bytes);
  image.size = $.NSMakeSize(18, 18);
  image.template = message.template;
  item.button.image = image;
  item.button.title = $(message.title);
  item.button.imagePosition = message.title === '' ? 1 : 2;
  item.button.toolTip = $(message.tooltip);
  fill(menu, message.rows);
}

// If the rows are still the same ones, they are updated in place, so that an open menu stays open.
function fill(target, rows) {
  const count = Number(target.numberOfItems);
  const same = count === rows.length && rows.every((row, at) => ObjC.unwrap(target.itemAtIndex(at).representedObject) === row.id);
  if (!same) target.removeAllItems;
  rows.forEach((row, at) => {
    const entry = same ? target.itemAtIndex(at) : row.separator ? $.NSMenuItem.separatorItem : $.NSMenuItem.alloc.init;
    entry.representedObject = $(row.id);
    if (!same) target.addItem(entry);
    if (row.separator) return;
    entry.title = $(row.label);
    entry.enabled = row.enabled;
    entry.state = row.checked ? 1 : 0;
    if (row.rows === undefined) {
      entry.target = delegate;
      entry.action = 'clicked:';
      return;
    }
    if (!same) {
      const below = $.NSMenu.alloc.init;
      below.autoenablesItems = false;
      entry.submenu = below;
    }
    fill(entry.submenu, row.rows);
  });
}

$.NSNotificationCenter.defaultCenter.addObserverSelectorNameObject(delegate, 'arrived:', $.NSFileHandleReadCompletionNotification, input);
input.readInBackgroundAndNotifyForModes(modes);
app.run;
`;
