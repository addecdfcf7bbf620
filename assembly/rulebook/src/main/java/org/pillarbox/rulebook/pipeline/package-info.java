/** Rules after acceptance. */
package org.pillarbox.rulebook.pipeline;
