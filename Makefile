# Every target is one call of a script in tools; 'make' lists them.
.PHONY: help quickstart test hdl build format doctor devices bench clean

help: ## list the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

quickstart: ## install what is missing, train, compare, prove
	@tools/quickstart

test: ## every check and test
	@tools/test

hdl: ## lint, testbenches, proofs and netlists of the Verilog
	@tools/hdl all

build: ## build everything
	@dotnet build FhnHw.sln -c Release --nologo

format: ## format the C# sources
	@dotnet format FhnHw.sln

doctor: ## is everything in place?
	@tools/fhnhw doctor

devices: ## list the arrays of this machine
	@tools/fhnhw devices

bench: ## neuron-steps a second of every device
	@tools/fhnhw bench

clean: ## remove what was built
	@find src tests tools -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
