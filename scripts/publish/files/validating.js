// Written from openapi.yaml, version @VERSION@: holds each answer of an openapi-fetch client to the contract.
@IMPORTS@
// By method and path: the name of the operation, and its answers by status, range or "default".
const OPERATIONS = @OPERATIONS@;
const BODILESS = [204, 205, 304];

/** An answer is not what the contract says. The message holds nothing of what was received. */
export class ContractError extends Error {
  name = "ContractError";

  constructor(operation, response, pointer, reason) {
    super(`${operation}: ${pointer ? `at ${pointer}: ` : ""}${reason}`);
    this.operation = operation;
    this.response = response;
    this.pointer = pointer;
    this.reason = reason;
  }
}

/** A middleware of openapi-fetch: `client.use(validating)`. It rejects the call with a ContractError. */
export const validating = {
  async onResponse({ request, response, schemaPath }) {
    const operation = OPERATIONS[`${request.method} ${schemaPath}`];
    if (operation) await check(operation, request, response);
  },
};

async function check({ name, answers }, request, response) {
  const fail = (reason, pointer = "") => {
    throw new ContractError(name, response, pointer, reason);
  };
  const { status, headers } = response;
  const answer = answers[status] ?? answers[`${Math.floor(status / 100)}XX`] ?? answers["default"];
  if (!answer) fail(`status ${status} is not documented`);
  for (const [header, { isRequired, validate }] of Object.entries(answer.headers)) {
    const text = headers.get(header);
    if (text === null && isRequired) fail(`the header ${header} is missing`);
    if (text !== null && validate && !readings(text).some((value) => validate(value))) {
      fail(`the header ${header} ${reasonOf(validate)[0]}`);
    }
  }
  const documented = Object.keys(answer.content);
  if (request.method === "HEAD" || BODILESS.includes(status) || !documented.length) return;
  const type = essence(headers.get("content-type") ?? "");
  const kind = documented.filter((one) => covers(essence(one), type)).sort((a, b) => stars(a) - stars(b))[0];
  if (kind === undefined) fail(`its content type is not documented; there is: ${documented.join(", ")}`);
  if (!/[/+]json$/.test(type)) return;
  let value;
  try {
    value = JSON.parse(await response.clone().text());
  } catch {
    fail("the body is no JSON");
  }
  const validate = answer.content[kind];
  if (validate && !validate(value)) fail(...reasonOf(validate));
}

const essence = (type) => type.split(";")[0].trim().toLowerCase();
const stars = (type) => type.split("*").length;
const covers = (range, type) =>
  range === "*/*" || range === type || (range.endsWith("/*") && type.startsWith(range.slice(0, -1)));

// What the text of a header may stand for.
function readings(text) {
  const typed = (part) => (/^(true|false|-?\d+(\.\d+)?([eE][-+]?\d+)?)$/.test(part) ? JSON.parse(part) : part);
  const parts = text.split(",").map((part) => part.trim());
  return [text, typed(text), parts, parts.map(typed)];
}

function reasonOf(validate) {
  const [first] = validate.errors ?? [];
  return [first?.message ?? "is not what is documented", first?.instancePath ?? ""];
}
