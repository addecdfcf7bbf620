/** Contracts that every adapter of the ports passes, and facts for tests. */
package org.pillarbox.rules.testing;
