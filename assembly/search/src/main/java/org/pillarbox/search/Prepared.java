package org.pillarbox.search;

import java.util.Optional;

/**
 * Work turned into lines of a bulk request.
 *
 * @param lines action and document lines, each ended by a line feed
 * @param actions how many actions the lines hold; the answer has one item for each
 * @param failure set if the message could not be read
 */
record Prepared(Work work, String lines, int actions, Optional<Outcome> failure) {}
