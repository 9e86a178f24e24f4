/* One call a test file. */
#ifndef TESTS_H
#define TESTS_H

void test_frames(const char *vectors);
void test_steps(const char *vectors);
void test_cells(const char *vectors);
void test_device(void);
void test_crew(void);

#endif
