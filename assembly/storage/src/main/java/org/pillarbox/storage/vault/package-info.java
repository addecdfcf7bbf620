/** Deleted messages, kept for a while so that they can be brought back. */
package org.pillarbox.storage.vault;
