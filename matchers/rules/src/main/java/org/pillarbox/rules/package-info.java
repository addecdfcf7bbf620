/**
 * The language of rules: facts in, verdict out. One evaluator serves the dialogue, the pipeline and
 * the simulator.
 */
package org.pillarbox.rules;
