/**
 * English phrases of the config file's readers: the value expected somewhere, or why a file is
 * unusable.
 */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/^a value$/, '一个值'],
  [/^a name in double quotes$/, '用双引号括起的名称'],
  [/^no comments$/, 'JSON 中不允许注释'],
  [/^a closing double quote$/, '结尾的双引号'],
  [/^a digit$/, '数字'],
  [/^a valid escape$/, '有效的转义字符'],
  [/^no control characters$/, '不含控制字符'],
  [/^the end of the file$/, '文件结尾'],
  [/^no "," before "(.)"$/, '“$1”前不加逗号'],
  [/^UTF-8 text$/, 'UTF-8 文本'],
  [/^at most (\d+) levels$/, '最多 $1 层'],
  [/^object$/, '对象 {…}'],
  [/^array$/, '数组 […]'],
  [/^string$/, '字符串'],
  [/^number$/, '数字'],
  [/^a name$/, '名称'],
  [/^a different name for each account$/, '各账号名称互不相同'],
  [/^one entry with the id kimi$/, 'id 为 kimi 的项只能有一个'],
  [/^a whole number$/, '整数'],
  [/^(\d+) to (\d+)$/, '$1 到 $2'],
  [/^at most (\d+)$/, '最多 $1 个'],
  [/^at most (\d+), for this KimiBar to write$/, '不高于 $1，此版本才能写入'],
  [/^a time like (\S+)$/, '时间，例如 $1'],
  [/^an http:\/\/ or https:\/\/ address$/, 'http:// 或 https:// 地址'],
  [/^letters, digits, - \. _ and single spaces$/, '字母、数字、- . _ 和单个空格'],
  [/^\* or a list of events$/, '* 或事件列表'],
  [/^at least one event$/, '至少一个事件'],
  [/^text without NUL$/, '不含 NUL 的文本'],
  [/^at most (\d+) characters$/, '最多 $1 个字符'],
  [/^at most (\d+) arguments$/, '最多 $1 个参数'],
  [/^at most (\d+) rules$/, '最多 $1 条规则'],
  [/^absolute path of an executable$/, '可执行文件的绝对路径'],
  [/^more than 0, at most (\d+)$/, '大于 0，不超过 $1'],
  [/^only once$/, '只出现一次'],
  [/^50,20,10 \(1 to 99, at most 5 of them\)$/, '50,20,10（1 到 99，最多 5 个）'],
  [/^a link$/, '这是链接'],
  [/^a link to a file that does not exist$/, '所指文件不存在的链接'],
  [/^a folder$/, '这是文件夹'],
  [/^not a file$/, '不是文件'],
  [/^larger than (\d+) MiB$/, '超过 $1 MiB'],
  [/^others can write into its folder$/, '其他用户可以写入它所在的文件夹'],
  [/^others can write into a folder above it$/, '其他用户可以写入它的上级文件夹'],
  [/^its folder belongs to another user$/, '它所在的文件夹属于其他用户'],
  [/^a folder above it belongs to another user$/, '它的上级文件夹属于其他用户'],
  [/^its folder is a link of another user$/, '它所在的文件夹是其他用户的链接'],
  [/^a folder above it is a link of another user$/, '它的上级文件夹是其他用户的链接'],
];

/**
 * The phrase in Chinese; words of the file (`auto | api`) and of the system (`ENOSPC`) are kept.
 */
export function inChinese(phrase: string): string {
  const [pattern, chinese] = phrases.find(([candidate]) => candidate.test(phrase)) ?? [];
  return pattern === undefined || chinese === undefined ? phrase : phrase.replace(pattern, chinese);
}

/** Translates the parentheses after a position: `…/config.json:3:5 (expected a value)`. */
export function placeInChinese(place: string): string {
  const [, where, expected, key = '', phrase = ''] =
    /^(.*) \((expected )?([\w.[\]…-]+: )?(.+)\)$/s.exec(place) ?? [];
  if (where === undefined) return place;
  return `${where}（${key.replace(': ', ' ')}${expected === undefined && key === '' ? '' : '应为：'}${inChinese(phrase)}）`;
}
