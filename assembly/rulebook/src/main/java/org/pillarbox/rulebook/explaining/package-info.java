/** What rules knew of each message, kept for a while, and why they did what they did. */
package org.pillarbox.rulebook.explaining;
