/** Facts for the evaluator: what the session, the directory, the counters and the message say. */
package org.pillarbox.rulebook.gathering;
