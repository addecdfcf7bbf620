/**
 * Conditions: one matcher for each question that the pipeline, and later a rule, asks about a mail.
 */
package org.pillarbox.conditions;
