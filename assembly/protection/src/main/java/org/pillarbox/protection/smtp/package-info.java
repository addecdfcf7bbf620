/**
 * SMTP on ports 25, 587 and 465, and LMTP: commands, refusals during the dialogue, and the way into
 * the spool.
 */
package org.pillarbox.protection.smtp;
