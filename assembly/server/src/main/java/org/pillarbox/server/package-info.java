/** The composition root: the one place that sees every room. */
package org.pillarbox.server;
