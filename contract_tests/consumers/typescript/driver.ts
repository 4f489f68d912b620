// Calls the generated client for each vector and prints what it made of the answer: driver BASE_URL VECTORS.
import { readFileSync } from "node:fs";
import createClient from "openapi-fetch";
import type { paths } from "./api.js";
import { validating } from "kling-scheduler-openapi/validating";
import { calls } from "./calls.js";

interface Vector {
  name: string;
  operation: string;
  request: { headers: Record<string, string> };
  values: object;
}

const [template = "", file = ""] = process.argv.slice(2);
const { vectors } = JSON.parse(readFileSync(file, "utf-8")) as { vectors: Vector[] };
for (const { name, operation, request, values } of vectors) {
  const headers = "authorization" in request.headers ? { Authorization: `Bearer ${process.env["USEAPI_TOKEN"]}` } : {};
  const client = createClient<paths>({ baseUrl: template.replace("NAME", name), headers });
  client.use(validating);
  try {
    const answer = await calls[operation]?.(client, values as never);
    if (answer) {
      const value = answer.data ?? answer.error ?? null;
      console.log(JSON.stringify({ name, status: answer.response.status, value, error: null }));
    }
  } catch (error) {
    console.log(JSON.stringify({ name, status: null, value: null, error: String(error) }));
  }
}
