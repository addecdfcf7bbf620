/** Actions: one mailet for each thing that the pipeline, and later a rule, does with a mail. */
package org.pillarbox.actions;
