/** ManageSieve that takes no password before TLS. */
package org.pillarbox.protection.sieve;
