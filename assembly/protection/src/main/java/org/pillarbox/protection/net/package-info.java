/** Sockets: how bytes become lines, and on which thread lines are answered. */
package org.pillarbox.protection.net;
