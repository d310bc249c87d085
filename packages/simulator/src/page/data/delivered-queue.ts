/** The queue of `config/local-org.json`, for whoever practises with what is delivered. */
export const DELIVERED_QUEUE = "support";

export const queueHint = `A queue's id, such as ${DELIVERED_QUEUE}.`;
