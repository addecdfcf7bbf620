package org.pillarbox.search;

/**
 * A change as it stands in the outbox.
 *
 * @param change what must be done
 * @param slot the outbox partition that holds it
 * @param recorded when it was recorded, microseconds since 1970, strictly increasing within a
 *     process; removing it removes nothing recorded later
 */
record PendingChange(Change change, long slot, long recorded) {}
