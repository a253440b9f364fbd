import type { Node } from 'oxc-parser';
import { lineOf, walk, type Source } from '../read-sources.ts';

/** Where something is: a path relative to the folder measured, its first line, and how many it takes. */
export type Place = { readonly path: string; readonly line: number; readonly lines: number };

const functionTypes = new Set<string>([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** Every function, with its lines. */
export function functionsIn(source: Source): Place[] {
  const found: Place[] = [];
  walk(source.program, (node) => {
    if (functionTypes.has(node.type)) found.push(placeOf(source, node));
  });
  return found;
}

/** Functions with more than three parameters. */
export function longParameterLists(source: Source): Place[] {
  const found: Place[] = [];
  walk(source.program, (node) => {
    const parameters = functionTypes.has(node.type) && 'params' in node ? node.params : [];
    if (Array.isArray(parameters) && parameters.length > 3) found.push(placeOf(source, node));
  });
  return found;
}

/** `...(test ? {} : { key })` in either order, and `...(test && { key })`. */
export function conditionalSpreads(source: Source): Place[] {
  const found: Place[] = [];
  walk(source.program, (node, ancestors) => {
    if (node.type !== 'SpreadElement' || ancestors.at(-1)?.type !== 'ObjectExpression') return;
    const value = withoutParentheses(node.argument);
    const isChoice =
      value.type === 'ConditionalExpression' &&
      [value.consequent, value.alternate].map(withoutParentheses).some(isEmptyObject);
    const isShortCircuit =
      value.type === 'LogicalExpression' &&
      value.operator === '&&' &&
      withoutParentheses(value.right).type === 'ObjectExpression';
    if (isChoice || isShortCircuit) found.push(placeOf(source, node));
  });
  return found;
}

function withoutParentheses(node: Node): Node {
  return node.type === 'ParenthesizedExpression' ? withoutParentheses(node.expression) : node;
}

function isEmptyObject(node: Node): boolean {
  return node.type === 'ObjectExpression' && node.properties.length === 0;
}

/** Casts other than `as const`. One counts as after a check if the same function has tested the same name before. */
export function castsIn(source: Source): (Place & { readonly afterCheck: boolean })[] {
  const found: (Place & { readonly afterCheck: boolean })[] = [];
  walk(source.program, (node, ancestors) => {
    if (node.type !== 'TSAsExpression') return;
    const { typeAnnotation, expression } = node;
    const isConst =
      typeAnnotation.type === 'TSTypeReference' &&
      typeAnnotation.typeName.type === 'Identifier' &&
      typeAnnotation.typeName.name === 'const';
    if (isConst) return;
    const scope = ancestors.findLast(({ type }) => functionTypes.has(type)) ?? source.program;
    const name = expression.type === 'Identifier' ? expression.name : undefined;
    const afterCheck = name !== undefined && isTested(scope, name, node.start);
    found.push({ ...placeOf(source, node), afterCheck });
  });
  return found;
}

/** Whether a condition before `end` asks about `name`: a call with it, `typeof`, `instanceof` or `in`. */
function isTested(scope: Node, name: string, end: number): boolean {
  let tested = false;
  walk(scope, (node) => {
    if (!('test' in node) || !node.test || typeof node.test !== 'object') return;
    const { test } = node;
    if (!('start' in test) || test.start > end) return;
    walk(test, (part) => {
      const isCheck =
        (part.type === 'CallExpression' && part.arguments.some((one) => isNamed(one, name))) ||
        (part.type === 'UnaryExpression' &&
          part.operator === 'typeof' &&
          isNamed(part.argument, name)) ||
        (part.type === 'BinaryExpression' &&
          (part.operator === 'instanceof' || part.operator === 'in') &&
          (isNamed(part.left, name) || isNamed(part.right, name)));
      tested ||= isCheck;
    });
  });
  return tested;
}

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function placeOf({ path, text }: Source, node: Node): Place {
  const lines = text.slice(node.start, node.end).split('\n').length;
  return { path, line: lineOf(text, node.start), lines };
}

/** `path:line`. */
export function named({ path, line }: Place): string {
  return `${path}:${line}`;
}
