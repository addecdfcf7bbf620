/** Bounds of a message's structure, and text out of HTML in linear time. */
package org.pillarbox.protection.message;
