/** The Java half of the {@code pillarbox} command. */
package org.pillarbox.cli;
