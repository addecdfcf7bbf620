/** Bounds of the messages that come in by JMAP. */
package org.pillarbox.protection.jmap;
