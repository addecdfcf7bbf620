/**
 * What an admin sets: {@code pillarbox.yaml} and {@code PILLARBOX_…} in the environment, bound to
 * plain records. Every problem is reported at once, with the file and line (or the variable), the
 * key, the value and what is allowed; an unknown key stops the start.
 */
package org.pillarbox.server.configuration;
