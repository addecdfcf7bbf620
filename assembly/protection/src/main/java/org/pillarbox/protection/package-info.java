/** Bounds on everything that comes in, and refusals during the SMTP dialogue. */
package org.pillarbox.protection;
