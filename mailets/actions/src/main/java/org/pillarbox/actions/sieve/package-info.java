/**
 * The user's own script (Sieve, RFC 5228) at delivery: what it wants is found out first, whole, and
 * done then, each step once.
 */
package org.pillarbox.actions.sieve;
