/** Addresses that a user may send as, beyond those that are theirs. */
package org.pillarbox.protection.sendas;
