/** A panel at the top of the screen with only a tray, at its right end. */
export type Panel = {
  readonly program: string;
  /** Its config files by their paths. */
  readonly files: Readonly<Record<string, string>>;
  /** What it runs in, if that is not a plain window manager. */
  readonly inside?: 'sway' | undefined;
};

export const xfce: Panel = {
  program: 'xfce4-panel',
  files: {
    'xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml': `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="36"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/><value type="int" value="2"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator"><property name="expand" type="bool" value="true"/><property name="style" type="uint" value="0"/></property>
    <property name="plugin-2" type="string" value="systray"><property name="square-icons" type="bool" value="true"/></property>
  </property>
</channel>
`,
  },
};

export const lxqt: Panel = {
  program: 'lxqt-panel',
  files: {
    'lxqt/lxqt.conf': '[General]\n__userfile__=true\n',
    'lxqt/panel.conf': `[General]
__userfile__=true
iconTheme=Adwaita
panels=panel1

[panel1]
alignment=-1
animation-duration=0
desktop=0
hidable=false
iconSize=22
lineCount=1
opacity=100
panelSize=32
plugins=spacer, statusnotifier
position=Top
reserve-space=true
width=100
width-percent=true

[spacer]
alignment=Left
size=600
type=spacer

[statusnotifier]
alignment=Right
type=statusnotifier
`,
  },
};

export const waybar: Panel = {
  program: 'waybar',
  inside: 'sway',
  files: {
    'waybar/config':
      '{ "layer": "top", "position": "top", "height": 32, "modules-right": ["tray"], "tray": { "icon-size": 22 } }',
    'waybar/style.css': '* { font-family: sans-serif; font-size: 13px; }',
  },
};
