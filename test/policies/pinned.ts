/** An image by its content: a tag may become another. */
export const pinned = /@sha256:[0-9a-f]{64}$/;
