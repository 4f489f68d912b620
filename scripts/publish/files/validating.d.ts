/** An answer is not what the contract says. The message holds nothing of what was received. */
export declare class ContractError extends Error {
  /** The operation's name. */
  readonly operation: string;
  /** The answer; its body can be read. */
  readonly response: Response;
  /** The JSON pointer of the place in the body; empty for the answer as a whole. */
  readonly pointer: string;
  /** What is wrong, in English. */
  readonly reason: string;
}

/** A middleware of openapi-fetch: `client.use(validating)`. It rejects the call with a ContractError. */
export declare const validating: {
  onResponse(options: { request: Request; response: Response; schemaPath: string }): Promise<void>;
};
